import { error, type Problem } from '../problem';
import type { Service } from './compose';
import { parsePort } from './port';
import { undecidedVariables, withDefaults } from './variable';

/** The place of a field of one service, for messages. */
export type At = (field: string) => string;

/** What is wrong with a service by itself, whatever else is in its file. */
export function serviceProblems(service: Service, at: At): Problem[] {
  return [...image(service, at), ...variables(service, at), ...ports(service, at), ...replicas(service, at)];
}

function image({ image: given }: Service, at: At): Problem[] {
  const [, tag] = /[:@]([^:@/]+(?::[0-9a-f]+)?)$/.exec(withDefaults(given)) ?? [];
  if (tag && tag !== 'latest') return [];
  const message = `image ${given} has ${tag ? 'the moving tag latest' : 'no tag'}, expected a fixed tag or digest`;
  return [error('unpinned-image', at('image'), message, 'name the version, for example postgres:16-alpine')];
}

function variables(service: Service, at: At): Problem[] {
  return Object.entries(service).flatMap(([field, value]) =>
    undecidedVariables(JSON.stringify(value ?? null)).map((name) => {
      const message = `variable ${name} has no default, and Compose takes an unset one for an empty string`;
      const fix = `write \${${name}:-<default>} or \${${name}:?<why it is needed>}; a plain dollar sign is $$`;
      return error('undecided-variable', at(field), message, fix);
    }),
  );
}

function ports({ ports: given = [] }: Service, at: At): Problem[] {
  const expected = 'expected [[address:]host port:]container port[/tcp or /udp], ports from 1 to 65535';
  return given
    .filter((text) => !parsePort(text))
    .map((text) => error('invalid-port', at('ports'), `'${text}' is no port, ${expected}`, "write '8000:8000'"));
}

/** What only one container can have. */
function replicas({ deploy, container_name, ports: given = [] }: Service, at: At): Problem[] {
  const { replicas: count = 1 } = deploy ?? {};
  if (count <= 1) return [];
  const problems = given
    .filter((text) => parsePort(text)?.host !== undefined)
    .map((text) => {
      const message = `host port of '${text}' is fixed, but ${count} replicas would share it`;
      return error('replicas-share-port', at('ports'), message, `write '${parsePort(text)?.container}' alone`);
    });
  if (container_name !== undefined) {
    const message = `container name ${container_name} is fixed, but ${count} replicas would share it`;
    problems.push(error('replicas-share-name', at('container_name'), message, 'leave it out'));
  }
  return problems;
}
