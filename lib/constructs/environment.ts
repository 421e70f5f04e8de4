import { Construct, type IConstruct } from 'constructs';
import type { Cluster } from '../facts/cluster';
import type { EnvironmentFacts, Tier } from '../facts/environment';
import type { Release } from '../facts/release';
import { isDnsLabel } from '../names';
import { error, ProblemError } from '../problem';
import { report } from './report';

export interface EnvironmentProps<E extends string, C extends string> {
  /** Name of the system, as its folder in `dist/` is called. */
  readonly system: string;
  /** Name of the environment, as its folder in `dist/<system>/` is called. */
  readonly name: E;
  readonly facts: EnvironmentFacts;
  /** What of each component runs here. */
  readonly release: Release<C>;
}

const symbol = Symbol.for('waybill.Environment');

/** One environment of one system: everything authored below it goes to `dist/<system>/<environment>/`. */
export class Environment<E extends string = string, C extends string = string> extends Construct {
  readonly system: string;
  readonly name: E;
  readonly cluster: Cluster;
  readonly namespace: string;
  readonly tier: Tier;
  readonly release: Release<C>;
  /** Resources of the proxy that Istio injects into pods, where it does. */
  readonly istioProxy: EnvironmentFacts['istioProxy'];

  private readonly components = new Map<string, string>();

  constructor(scope: Construct, id: string, { system, name, facts, release }: EnvironmentProps<E, C>) {
    super(scope, id);
    Object.defineProperty(this, symbol, { value: true });
    this.system = system;
    this.name = name;
    this.cluster = facts.cluster;
    this.namespace = facts.namespace;
    this.tier = facts.tier;
    this.release = release;
    this.istioProxy = facts.istioProxy;
    for (const [what, value] of Object.entries({ system, environment: name, namespace: facts.namespace })) {
      if (isDnsLabel(value)) continue;
      report(this, 'invalid-name', `${what} '${value}' is no RFC 1123 label`, 'use lower case letters, digits and -');
    }
  }

  /** Takes the name of a component for one construct. @returns the path of the construct that has it */
  componentNamed(name: string, path: string): string {
    const owner = this.components.get(name) ?? path;
    this.components.set(name, owner);
    return owner;
  }

  /** The environment that a construct is authored in. @throws ProblemError when it is in none */
  static of(construct: IConstruct): Environment {
    const found = construct.node.scopes.findLast((scope) => symbol in scope);
    if (!found) {
      const fix = 'author it in a Component of an Environment';
      throw new ProblemError([error('no-environment', construct.node.path, 'is not below an Environment', fix)]);
    }
    return found as IConstruct as Environment;
  }

  /**
   * This environment's value of a table that is complete by type.
   *
   * @throws ProblemError when it has none, as rendering runs without a type check
   */
  select<T>(values: Readonly<Record<E, T>>): T {
    const value = values[this.name];
    if (value !== undefined) return value;
    const message = `no value for environment ${this.name}, there are values for ${Object.keys(values).join(', ')}`;
    throw new ProblemError([
      error('missing-environment', this.node.path, message, `add \`${this.name}\` to the table`),
    ]);
  }
}
