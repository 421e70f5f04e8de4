import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { KubernetesObject } from '../../lib/kubernetes-object';
import { kubectl } from './kubectl';

interface ExternalSecretSpec {
  readonly target: { readonly name: string; readonly template?: { readonly type?: string } };
  readonly data: readonly { readonly secretKey: string }[];
}

/** Every object in a folder of rendered files. */
export function rendered(folder: string): KubernetesObject[] {
  return readdirSync(folder)
    .sort()
    .flatMap((file) => parseAllDocuments(readFileSync(join(folder, file), 'utf8')).map((each) => each.toJS()));
}

/**
 * Plays the operators that the test cluster does not run: makes the Secrets that they would make, with made-up values.
 * @returns what was played, one line each
 */
export function playOperators(objects: readonly KubernetesObject[], namespace: string): string[] {
  const played: string[] = [];
  for (const { kind, metadata, spec } of objects) {
    if (kind === 'ExternalSecret') {
      const { target, data } = spec as ExternalSecretSpec;
      makeSecret(
        namespace,
        target.name,
        data.map(({ secretKey }) => secretKey),
        target.template?.type,
      );
      played.push(`External Secrets: Secret ${target.name}`);
    }
    if (kind === 'RabbitmqCluster') {
      const name = `${metadata.name}-default-user`;
      makeSecret(namespace, name, ['username', 'password', 'host', 'port', 'connection_string']);
      played.push(`RabbitMQ cluster operator: Secret ${name}`);
    }
  }
  return played;
}

function makeSecret(namespace: string, name: string, keys: readonly string[], type = 'Opaque'): void {
  const stringData = Object.fromEntries(keys.map((key) => [key, 'made-up']));
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace }, type, stringData };
  kubectl(['apply', '--server-side', '--field-manager=operators', '-f', '-'], JSON.stringify(secret));
}
