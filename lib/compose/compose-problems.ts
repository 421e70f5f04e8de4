import { error, type Problem } from '../problem';
import type { Compose, Service } from './compose';
import type { ComposeFileProps } from './compose-file';
import { parsePort } from './port';
import { type At, serviceProblems } from './service-problems';
import { parseVolume } from './volume';

/** Everything in a Compose file that `docker compose up` would refuse, or do otherwise than its author thinks. */
export function composeProblems({ name: file, content, over = [] }: ComposeFileProps): Problem[] {
  const known = merged([...over, content]);
  const others = over.flatMap(({ services }) => Object.entries(services).flatMap(claims));
  const takers = new Map(others.map(({ what, by }) => [what, by]));
  return Object.entries(content.services).flatMap(([name, service]) => {
    const at: At = (field) => `${file} services.${name}.${field}`;
    return [
      ...duplicates(name, over, at),
      ...serviceProblems(service, at),
      ...dependencies(service, known, at),
      ...undeclared(service, known, at),
      ...collisions([name, service], takers, at),
    ];
  });
}

function merged(files: readonly Compose[]): Required<Compose> {
  const all = (key: keyof Compose) => Object.assign({}, ...files.map((file) => file[key]));
  return {
    services: all('services'),
    configs: all('configs'),
    volumes: all('volumes'),
    networks: { default: {}, ...all('networks') },
  };
}

function duplicates(name: string, over: readonly Compose[], at: At): Problem[] {
  if (!over.some(({ services }) => name in services)) return [];
  const message = `service ${name} is also in a file that this one is laid over, and Compose would merge the two`;
  return [error('duplicate-service', at('image'), message, 'give it another name, or say all of it in one file')];
}

function dependencies({ depends_on = {} }: Service, { services }: Required<Compose>, at: At): Problem[] {
  return Object.entries(depends_on).flatMap(([target, { condition }]) => {
    const place = at(`depends_on.${target}`);
    const found = services[target];
    if (!found) {
      const message = `unknown service ${target}, known are ${Object.keys(services).join(', ')}`;
      return [error('unknown-dependency', place, message, 'mend the name, or lay this file over the one that has it')];
    }
    if (condition !== 'service_healthy' || found.healthcheck) return [];
    const message = `waits until ${target} is healthy, but ${target} has no health check`;
    return [error('no-health-check', place, message, `give ${target} a healthcheck, or wait for service_started`)];
  });
}

function undeclared({ volumes = [], networks = [], configs = [] }: Service, known: Required<Compose>, at: At) {
  const named = volumes.map(parseVolume).filter(({ kind }) => kind === 'named');
  return [
    ...missing(
      'volume',
      named.flatMap(({ source = [] }) => source),
      known.volumes,
      at,
    ),
    ...missing('network', networks, known.networks, at),
    ...missing(
      'config',
      configs.map(({ source }) => source),
      known.configs,
      at,
    ),
  ];
}

function missing(kind: string, used: readonly string[], declared: object, at: At): Problem[] {
  return used
    .filter((name) => !(name in declared))
    .map((name) => {
      const message = `${kind} ${name} is not declared, declared are ${Object.keys(declared).join(', ') || 'none'}`;
      return error(`undeclared-${kind}`, at(`${kind}s`), message, `add ${name} to the file's ${kind}s`);
    });
}

/** What only one container on the host can have. */
interface Claim {
  readonly field: 'ports' | 'container_name';
  readonly what: string;
  readonly by: string;
}

function claims([by, { container_name, ports = [] }]: readonly [string, Service]): Claim[] {
  const published = ports.flatMap((text): Claim[] => {
    const { host, protocol } = parsePort(text) ?? {};
    return host === undefined ? [] : [{ field: 'ports', what: `host port ${host}/${protocol}`, by }];
  });
  if (container_name === undefined) return published;
  return [...published, { field: 'container_name', what: `container name ${container_name}`, by }];
}

/** Collects who takes what on the way. */
function collisions(service: readonly [string, Service], takers: Map<string, string>, at: At): Problem[] {
  return claims(service).flatMap(({ field, what, by }) => {
    const owner = takers.get(what);
    takers.set(what, owner ?? by);
    if (owner === undefined) return [];
    const code = field === 'ports' ? 'duplicate-host-port' : 'duplicate-container-name';
    return [error(code, at(field), `${what} is already taken by ${owner}`, 'choose another')];
  });
}
