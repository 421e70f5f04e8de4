import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { componentFile } from '../layout';
import { isDnsLabel } from '../names';
import type { Environment } from './environment';
import { report } from './report';

export interface ComponentProps {
  /** Name of the file in `dist/<system>/<environment>/`, without `.k8s.yaml`. Explicit: ids may be renamed freely. */
  readonly name: string;
  /** Value of `app.kubernetes.io/component` of objects that state none themselves. @default - none */
  readonly component?: string;
}

const symbol = Symbol.for('waybill.Component');

/** A chart that becomes one file of the environment it stands in. Its objects carry the system's labels. */
export class Component extends Chart {
  readonly environment: Environment;
  readonly name: string;

  constructor(scope: Environment, id: string, { name, component }: ComponentProps) {
    super(scope, id, {
      namespace: scope.namespace,
      disableResourceNameHashes: true,
      labels: {
        // What belongs to a workload has the workload's name instead.
        'app.kubernetes.io/name': scope.system,
        ...(component && { 'app.kubernetes.io/component': component }),
        'app.kubernetes.io/part-of': scope.system,
        'app.kubernetes.io/instance': `${scope.system}-${scope.name}`,
        'app.kubernetes.io/managed-by': 'waybill',
      },
    });
    Object.defineProperty(this, symbol, { value: true });
    this.environment = scope;
    this.name = name;
    if (!isDnsLabel(name)) {
      report(this, 'invalid-name', `component '${name}' is no RFC 1123 label`, 'use lower case letters, digits and -');
    }
    const owner = scope.componentNamed(name, this.node.path);
    if (owner !== this.node.path) {
      const message = `${owner} is called '${name}' too: both would be one file`;
      report(this, 'duplicate-component', message, 'give one of them another name');
    }
  }

  /** The component that a construct is authored in, if any. */
  static find(construct: IConstruct): Component | undefined {
    return construct.node.scopes.findLast(Component.isComponent);
  }

  /** True for the component itself; holds across copies of the package, unlike `instanceof`. */
  static isComponent(construct: unknown): construct is Component {
    return typeof construct === 'object' && construct !== null && symbol in construct;
  }

  /** File it is rendered to, relative to the output folder. */
  get file(): string {
    return componentFile(this.environment.system, this.environment.name, this.name);
  }
}
