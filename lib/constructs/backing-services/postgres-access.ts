import { Construct } from 'constructs';
import type { SecretSource } from '../configuration/secret';
import type { Variable } from '../configuration/variable';
import type { Client, Target } from '../network/connection';
import { pods } from '../network/peer';
import type { Traffic } from '../network/traffic';

export interface PostgresAccessProps {
  /** Service of the primary. */
  readonly host: string;
  readonly database: string;
  /** Keys username and password. */
  readonly owner: SecretSource;
  /** Label of the server's pods. */
  readonly podLabels: Readonly<Record<string, string>>;
  readonly traffic: Traffic;
}

/** A PostgreSQL server without a pool in front, by libpq's own variables: for dumps and other long sessions. */
export class PostgresAccess extends Construct implements Target {
  readonly variables: Readonly<Record<string, Variable>>;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: PostgresAccessProps,
  ) {
    super(scope, id);
    const { host, database, owner } = props;
    this.variables = {
      PGHOST: host,
      PGDATABASE: database,
      PGUSER: owner.key('username'),
      PGPASSWORD: owner.key('password'),
    };
  }

  /** Opens the network only: for pods of which one container gets the variables, not all. */
  open(client: Client): void {
    client.traffic.allowTo(pods(this.props.podLabels), { port: 5432 });
    this.props.traffic.allowFrom(client.peer, { port: 5432 });
  }

  accept(client: Client): void {
    this.open(client);
    for (const [name, value] of Object.entries(this.variables)) client.addVariable(name, value);
  }
}
