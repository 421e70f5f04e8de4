import { join } from 'node:path';
import { Construct } from 'constructs';
import type { EnvironmentFacts } from '../facts/environment';
import { loadRelease } from '../facts/release';
import { type Problem, ProblemError } from '../problem';
import { Environment } from './environment';
import { report } from './report';

/**
 * A system: what is deployed together, in which environments, and from which images.
 *
 * @typeParam E - its environments, a closed union: every table of values is complete by type
 * @typeParam C - its components that are built and released
 */
export interface System<E extends string, C extends string> {
  /** Name of its folder in `dist/` and `releases/`, and value of `app.kubernetes.io/part-of`. */
  readonly name: string;
  readonly environments: Readonly<Record<E, EnvironmentFacts>>;
  /** Registry, and path in it, that the images of all components lie under. */
  readonly registry: string;
  readonly components: readonly C[];
  /** Authors the system in one environment. */
  author(environment: Environment<E, C>): void;
}

export interface AuthorOptions {
  /** Folder of the release files. */
  readonly releases: string;
}

/**
 * Authors a system in all of its environments, in the order in which it declares them.
 *
 * @throws ProblemError with the problems of every release file and whatever else stopped an environment
 */
export function authorSystem<E extends string, C extends string>(
  scope: Construct,
  system: System<E, C>,
  { releases }: AuthorOptions,
): void {
  const { name, registry, components } = system;
  const parent = new Construct(scope, name);
  const problems: Problem[] = [];
  const asked = new Set<C>();
  for (const [environmentName, facts] of Object.entries(system.environments) as [E, EnvironmentFacts][]) {
    try {
      const label = `releases/${name}/${environmentName}.yaml`;
      const file = join(releases, name, `${environmentName}.yaml`);
      const pinned = loadRelease({ file, label, registry, components });
      const image = (component: C) => {
        asked.add(component);
        return pinned.image(component);
      };
      const props = { system: name, name: environmentName, facts, release: { ...pinned, image } };
      system.author(new Environment(parent, environmentName, props));
    } catch (cause) {
      // The other environments may have problems of their own: they are reported together.
      if (!(cause instanceof ProblemError)) throw cause;
      problems.push(...cause.problems);
    }
  }
  if (problems.length > 0) throw new ProblemError(problems);
  reportUnused(
    parent,
    components.filter((component) => !asked.has(component)),
  );
}

/** A component that is declared and pinned, and then forgotten, renders nothing and is missed by nobody. */
function reportUnused(system: Construct, components: readonly string[]): void {
  for (const component of components) {
    const message = `component ${component} is declared and pinned, but no environment runs its image`;
    const fix = "author it in the system's `author`, or remove it from its components and releases";
    report(system, 'unused-component', message, fix);
  }
}
