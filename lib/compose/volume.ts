import { withDefaults } from './variable';

/** One mount of a service. */
export interface Volume {
  readonly kind: 'named' | 'bind' | 'anonymous';
  /** Name of the volume, or path on the host. */
  readonly source?: string;
  /** Path in the container. */
  readonly target: string;
}

/** Reads `[named volume or path:]path in the container[:mode]`. */
export function parseVolume(text: string): Volume {
  const [first = '', second] = withDefaults(text).split(':');
  if (second === undefined) return { kind: 'anonymous', target: first };
  return { kind: /^[./~]/.test(first) ? 'bind' : 'named', source: first, target: second };
}
