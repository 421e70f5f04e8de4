import { ProblemError } from '../problem';
import type { Compose, Service } from './compose';
import { composeProblems } from './compose-problems';
import { generated } from './generated';

export interface ComposeFileProps {
  /** How messages call the file, for example `compose/shop/docker-compose.yml`. */
  readonly name: string;
  /** File that the content comes from, for whoever opens the generated one. */
  readonly source: string;
  /** What the file is for and how it is used: lines of the comment at its top. */
  readonly about: readonly string[];
  /**
   * Files that come before this one on the command line, `docker compose -f <over> -f <this>`: their services can be
   * depended on, and nothing may be taken twice.
   *
   * @default - none, the file starts alone
   */
  readonly over?: readonly Compose[];
  readonly content: Compose;
}

/**
 * A Compose file as text. The field `version` is never written: the specification calls it obsolete, and Compose
 * warns of it.
 *
 * @throws ProblemError with everything that `docker compose up` would trip over
 */
export function composeFile(props: ComposeFileProps): string {
  const problems = composeProblems(props);
  if (problems.length > 0) throw new ProblemError(problems);
  const { source, about, content } = props;
  const services = Object.entries(content.services).map(([name, service]) => [name, inOrder(service, serviceOrder)]);
  const document = inOrder({ ...content, services: Object.fromEntries(services) }, topOrder);
  return generated({ source, about, content: document });
}

const topOrder: readonly (keyof Compose)[] = ['services', 'configs', 'volumes', 'networks'];

const serviceOrder: readonly (keyof Service)[] = [
  'build',
  'image',
  'container_name',
  'command',
  'environment',
  'ports',
  'volumes',
  'configs',
  'networks',
  'healthcheck',
  'depends_on',
  'deploy',
];

/** The listed keys first, in the order of the list. */
function inOrder<T extends object>(value: T, keys: readonly (keyof T)[]): T {
  const first = keys.filter((key) => key in value).map((key) => [key, value[key]]);
  return { ...Object.fromEntries(first), ...value };
}
