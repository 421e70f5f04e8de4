import { Construct } from 'constructs';
import type { AddressRange } from '../../facts/cluster';
import { isHostName, isPort } from '../../names';
import type { Variable } from '../configuration/variable';
import type { Client, Target } from '../network/connection';
import { addresses, checkAddresses } from '../network/peer';
import { report } from '../report';

export interface ExternalServiceProps {
  /** Host that clients connect to, for example that of a managed database. */
  readonly host: string;
  readonly port: number;
  /** Where the host's addresses lie: a network policy has no host names. */
  readonly addresses: AddressRange;
  /** Variables that clients connect with. @default - none */
  readonly variables?: Readonly<Record<string, Variable>>;
}

/** Something that runs outside the cluster. Renders nothing of itself; its clients may reach it. */
export class ExternalService extends Construct implements Target {
  readonly host: string;
  readonly port: number;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ExternalServiceProps,
  ) {
    super(scope, id);
    this.host = props.host;
    this.port = props.port;
    if (!isHostName(props.host)) {
      report(this, 'invalid-host', `host is '${props.host}'`, 'use a DNS name such as db.example.com');
    }
    if (!isPort(props.port)) {
      report(this, 'invalid-port', `port is ${props.port}`, 'use a whole number from 1 to 65535');
    }
    checkAddresses(this, props.addresses);
  }

  accept(client: Client): void {
    client.traffic.allowTo(addresses(this.props.addresses), { port: this.port });
    for (const [name, value] of Object.entries(this.props.variables ?? {})) client.addVariable(name, value);
  }
}
