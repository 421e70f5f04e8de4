import { join } from 'node:path';
import type { KubernetesObject } from '../../../lib/kubernetes-object';
import { loadRender } from '../../../lib/render/load';
import { environments, type PlatformEnvironment } from '../../../systems/platform/environments';

export const environmentNames = Object.keys(environments) as PlatformEnvironment[];

/** One object of a kind that tests reach deep into. */
// biome-ignore lint/suspicious/noExplicitAny: tests reach into objects of every kind
export type Loose = any;

/** Everything that `dist/` holds of platform in an environment. */
export function rendered(environment: PlatformEnvironment): readonly KubernetesObject[] {
  const folder = join(__dirname, '..', '..', '..', 'dist', 'platform', environment);
  const { render, problems } = loadRender(folder);
  if (problems.length > 0) throw new Error(JSON.stringify(problems, null, 2));
  return render.objects.map(({ value }) => value);
}

/** The objects of a kind. */
export function ofKind(objects: readonly KubernetesObject[], kind: string): Loose[] {
  return objects.filter((object) => object.kind === kind);
}

/** The object of a kind and name. Fails the test when there is none, and says what there is. */
export function find(objects: readonly KubernetesObject[], kind: string, name: string): Loose {
  const found = ofKind(objects, kind);
  const object = found.find(({ metadata }) => metadata.name === name);
  if (object) return object;
  const names = found.map(({ metadata }) => metadata.name).join(', ');
  throw new Error(`no ${kind} ${name} is rendered; there are: ${names || 'none'}`);
}

/** An object as messages name it. */
export function title({ kind, metadata }: KubernetesObject): string {
  return `${kind} ${metadata.name}`;
}
