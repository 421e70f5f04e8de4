import type { Construct } from 'constructs';
import type { Variable } from '../configuration/variable';
import { Environment } from '../environment';
import { report } from '../report';
import type { Peer } from './peer';
import type { Traffic } from './traffic';

/** A workload that opens connections. */
export interface Client extends Construct {
  /** Its pods, as the policies of others name them. */
  readonly peer: Peer;
  readonly traffic: Traffic;
  /** Gives the main container a variable, unless it has the same one already. */
  addVariable(name: string, value: Variable): void;
}

/** Something that accepts connections: a workload of ours, a backing service, a host elsewhere. */
export interface Target extends Construct {
  /** Opens the network on both ends and gives the client the variables that it connects with. */
  accept(client: Client): void;
}

/** Connects a client to targets of the same environment; a target of another one is reported. */
export function connect(client: Client, targets: readonly Target[]): void {
  const here = Environment.of(client);
  for (const target of targets) {
    if (Object.is(target, client)) {
      const fix = 'remove it, or let its pods reach each other by `peers`';
      report(client, 'connection-to-itself', 'connects to itself', fix);
      continue;
    }
    const there = Environment.of(target);
    if (here === there) {
      target.accept(client);
      continue;
    }
    const name = ({ system, name }: Environment) => `${system}/${name}`;
    report(
      client,
      'connection-across-environments',
      `connects from ${name(here)} to ${target.node.path} in ${name(there)}`,
      `connect to a component of ${name(here)}, or declare what is elsewhere as an external service`,
    );
  }
}
