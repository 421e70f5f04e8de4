import type { Construct } from 'constructs';
import type { k8s } from '../../../k8s';
import { sameVariable, type Variable, variableOf } from '../../configuration/variable';
import { Environment } from '../../environment';
import { checkAnnotations, checkLabels } from '../../labels';
import { present } from '../../present';
import { report } from '../../report';
import { configChecksum } from './checksum';
import { type ContainerProps, container, mountsOf } from './container';
import { checkIdentity, type Identity, podSecurityContext } from './hardening';
import { proxyAnnotations, withoutProxy } from './istio-proxy';
import { gracePeriod } from './lifecycle';
import { spread } from './spread';
import { podVolumes } from './volumes';

/** A pod: its main container, and what stands around it. */
export interface PodProps extends ContainerProps, Identity {
  /** Labels of the workload and its pods beside the standard ones, for example `version`. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations of the pods. @default - none */
  readonly podAnnotations?: Readonly<Record<string, string>>;
  /** Containers that run one after the other before the main one starts. @default - none */
  readonly initContainers?: readonly InitContainerProps[];
  /** Containers that run beside the main one from before its start until after its end. @default - none */
  readonly sidecars?: readonly ContainerProps[];
  /** Seconds to finish what is running, after preStop. @default 20 */
  readonly drainSeconds?: number;
  /** @default - any node */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** @default - none */
  readonly tolerations?: readonly k8s.Toleration[];
  /** @default - the cluster's default priority */
  readonly priorityClassName?: string;
  /** Secrets that hold credentials of the image registry. @default - none */
  readonly imagePullSecrets?: readonly string[];
}

/** A container that ends by itself: the API takes no probes and no hooks of it. */
export type InitContainerProps = Omit<ContainerProps, 'probes' | 'preStop'>;

export interface PodOptions {
  /** Value of `app.kubernetes.io/component`. */
  readonly component: string;
  /** `app.kubernetes.io/version`: the tag or short digest of the image. */
  readonly version: string;
  /** True for pods that end by themselves: they get no proxy of the mesh, which would outlive them. */
  readonly finite: boolean;
}

/** The one assembly of a pod, whatever kind of workload runs it. */
export class Pod {
  /** What selects the pods, in every selector of everything: it must never change. */
  readonly selector: Readonly<Record<string, string>>;
  /** Labels of everything that belongs to the workload. */
  readonly labels: Readonly<Record<string, string>>;
  /** Labels of the workload and its pods: these change with a release, the others' must not. */
  readonly versionedLabels: Readonly<Record<string, string>>;
  private readonly variables: Record<string, Variable> = {};

  constructor(
    private readonly scope: Construct,
    private readonly props: PodProps,
    private readonly options: PodOptions,
  ) {
    this.selector = { app: props.name };
    this.labels = {
      ...this.selector,
      'app.kubernetes.io/name': props.name,
      'app.kubernetes.io/component': options.component,
    };
    this.versionedLabels = { ...this.labels, 'app.kubernetes.io/version': options.version, ...props.labels };
    checkIdentity(scope, props.name, props);
    checkLabels(scope, this.versionedLabels);
    checkAnnotations(scope, props.podAnnotations);
    for (const label of Object.keys(props.labels ?? {})) {
      if (!(label in this.labels)) continue;
      const message = `${props.name} sets the label ${label}, by which its pods are known`;
      report(scope, 'reserved-label', message, 'use a label of your own');
    }
    for (const name of repeated([props, ...(props.initContainers ?? []), ...(props.sidecars ?? [])])) {
      const message = `${props.name} has two containers '${name}'`;
      report(scope, 'duplicate-container', message, 'give one of them another name');
    }
  }

  /** Adds a variable to the main container. One that it has from the same source already is not repeated. */
  addVariable(name: string, value: Variable): void {
    const source = this.props.envFrom?.findLast(({ keys }) => keys.includes(name));
    const known = this.props.env?.[name] ?? this.variables[name] ?? (source && variableOf(source, name));
    if (known === undefined) {
      this.variables[name] = value;
    } else if (!sameVariable(known, value)) {
      const fix = 'remove it where the connection gives it, or use the same source';
      report(this.scope, 'duplicate-variable', `variable ${name} of ${this.props.name} has two sources`, fix);
    }
  }

  /** The pod template, with everything that was added until now. */
  template(): k8s.PodTemplateSpec {
    const { props, options } = this;
    const main: ContainerProps = { ...props, env: { ...props.env, ...this.variables } };
    const init = props.initContainers ?? [];
    const sidecars = props.sidecars ?? [];
    const all = [main, ...sidecars, ...init];
    const mounts = all.flatMap(mountsOf);
    const { istioProxy, system, name } = Environment.of(this.scope);
    const annotations = {
      ...(istioProxy && !options.finite && proxyAnnotations(istioProxy)),
      // Pods of Jobs read configuration when they start, and a Job's template cannot be changed.
      ...(!options.finite && configChecksum(all)),
      ...props.podAnnotations,
    };
    const volumes = podVolumes(this.scope, mounts);
    const containers = (list: readonly ContainerProps[]) => list.map((each) => container(this.scope, each));
    const initContainers = [
      ...containers(init),
      ...containers(sidecars).map((sidecar) => ({ ...sidecar, restartPolicy: 'Always' })),
    ];
    return {
      metadata: {
        labels: {
          ...this.versionedLabels,
          'app.kubernetes.io/part-of': system,
          'app.kubernetes.io/instance': `${system}-${name}`,
          ...(istioProxy && options.finite && withoutProxy),
        },
        annotations: present(annotations),
      },
      spec: {
        serviceAccountName: props.name,
        imagePullSecrets: present((props.imagePullSecrets ?? []).map((secret) => ({ name: secret }))),
        priorityClassName: props.priorityClassName,
        // Variables such as PLATFORM_API_PORT for every Service of the namespace hide the application's own.
        enableServiceLinks: false,
        securityContext: podSecurityContext(props),
        initContainers: present(initContainers),
        containers: containers([main]),
        volumes: present(volumes),
        nodeSelector: present({ ...props.nodeSelector }),
        tolerations: present([...(props.tolerations ?? [])]),
        ...(!options.finite && spread(this.selector)),
        terminationGracePeriodSeconds: gracePeriod(this.scope, props.preStop, props.drainSeconds),
      },
    };
  }
}

function repeated(containers: readonly InitContainerProps[]): Set<string> {
  const names = containers.map(({ name }) => name);
  return new Set(names.filter((name, index) => names.indexOf(name) !== index));
}
