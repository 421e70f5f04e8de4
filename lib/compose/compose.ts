/** Time as Compose writes it. */
export type Duration = `${number}${'ms' | 's' | 'm' | 'h'}`;

/** Memory as Compose writes it, in powers of 1024 bytes: `512M` is what Kubernetes calls 512Mi. */
export type Memory = `${number}${'K' | 'M' | 'G'}`;

/**
 * What a Compose file says, in the words of the Compose specification; of its fields, those that we use.
 * Strings may hold variables of whoever starts it: see variable.ts.
 *
 * @see https://github.com/compose-spec/compose-spec/blob/main/spec.md
 */
export interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly configs?: Readonly<Record<string, { readonly file: string } | { readonly content: string }>>;
  /** Named volumes; `{}` is one with Docker's defaults. */
  readonly volumes?: Readonly<Record<string, { readonly name?: string }>>;
  /** Services without `networks` join the one called `default`, which need not be declared. */
  readonly networks?: Readonly<Record<string, { readonly name?: string; readonly internal?: boolean }>>;
}

export interface Service {
  readonly build?: Build;
  /** Image to run, with its tag or digest; what `build` makes gets this name. */
  readonly image: string;
  /** @default - Compose's own, numbered by replica */
  readonly container_name?: string;
  /** @default - the image's; a string is split as a shell would */
  readonly command?: string | readonly string[];
  readonly environment?: Readonly<Record<string, string | number | boolean>>;
  /** `[[address:]host port:]container port[/protocol]`; without a host port Docker chooses a free one. */
  readonly ports?: readonly string[];
  /** `[named volume or path:]path in the container[:ro]`; paths start with `.`, `/` or `~`. */
  readonly volumes?: readonly string[];
  readonly configs?: readonly { readonly source: string; readonly target: string }[];
  readonly networks?: readonly string[];
  readonly healthcheck?: HealthCheck;
  readonly depends_on?: Dependencies;
  readonly deploy?: Deploy;
}

export interface Build {
  /** Folder that is sent to the builder, relative to the Compose file. */
  readonly context: string;
  /** Relative to the context. @default 'Dockerfile' */
  readonly dockerfile?: string;
  readonly target?: string;
  readonly args?: Readonly<Record<string, string>>;
}

export interface HealthCheck {
  readonly test: readonly ['CMD' | 'CMD-SHELL', ...string[]];
  /** @default '30s' */
  readonly interval?: Duration;
  /** @default '30s' */
  readonly timeout?: Duration;
  /** Time in which failures do not count. @default '0s' */
  readonly start_period?: Duration;
  /** Failures in a row that make it unhealthy. @default 3 */
  readonly retries?: number;
}

export type Dependencies = Readonly<Record<string, { readonly condition: Condition }>>;

/** What a service waits for before it starts. */
export type Condition = 'service_started' | 'service_healthy' | 'service_completed_successfully';

export interface Deploy {
  /** @default 1 */
  readonly replicas?: number;
  readonly resources?: { readonly limits?: Amounts; readonly reservations?: Amounts };
  readonly restart_policy?: {
    readonly condition: 'none' | 'on-failure' | 'any';
    readonly delay?: Duration;
    readonly max_attempts?: number;
  };
}

export interface Amounts {
  /** Cores, for example `'0.5'`. */
  readonly cpus?: `${number}`;
  readonly memory?: Memory;
}

/** Waits until each of the services is healthy. */
export function healthy(...services: readonly string[]): Dependencies {
  return Object.fromEntries(services.map((service) => [service, { condition: 'service_healthy' }]));
}
