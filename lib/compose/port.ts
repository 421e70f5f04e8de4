import { isPort } from '../names';
import { withDefaults } from './variable';

/** One published port. */
export interface Port {
  readonly container: number;
  /** @default - Docker chooses a free one */
  readonly host?: number;
  readonly protocol: string;
}

const pattern =
  /^(?:(?:(?:[\d.]+|\[[0-9a-fA-F:]+\]):(?<on>\d*)|(?<host>\d+)):)?(?<container>\d+)(?:\/(?<protocol>tcp|udp))?$/;

/**
 * Reads `[[address:]host port:]container port[/protocol]`.
 *
 * @returns undefined for anything else; ranges are not understood: one port a line
 */
export function parsePort(text: string): Port | undefined {
  const groups = pattern.exec(withDefaults(text))?.groups;
  if (!groups) return undefined;
  const { on, host = on, container, protocol = 'tcp' } = groups;
  const port = { container: Number(container), host: host ? Number(host) : undefined, protocol };
  return isPort(port.container) && (port.host === undefined || isPort(port.host)) ? port : undefined;
}
