import { createHash } from 'node:crypto';
import { type ContainerProps, mountsOf } from './container';

/**
 * The annotation that rolls pods when a ConfigMap of this component changes, which they read only when they start.
 *
 * @returns nothing for containers that use none
 */
export function configChecksum(containers: readonly ContainerProps[]): Record<string, string> {
  const sources = containers.flatMap(contents);
  if (sources.length === 0) return {};
  const texts = new Set(sources.map((content) => content()));
  const hash = createHash('sha256').update([...texts].join('\n'));
  return { 'checksum/config': hash.digest('hex').slice(0, 16) };
}

/** Content of everything rendered here that a container reads, as variables or as files. */
function contents(props: ContainerProps): (() => string)[] {
  const { envFrom = [], env = {} } = props;
  const variables = [...envFrom, ...Object.values(env)].flatMap((source) =>
    typeof source === 'object' && source?.content ? [source.content] : [],
  );
  return [
    ...variables,
    ...mountsOf(props).flatMap(({ source }) => ('config' in source ? [source.config.content] : [])),
  ];
}
