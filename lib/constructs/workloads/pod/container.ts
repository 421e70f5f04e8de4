import type { Construct } from 'constructs';
import type { k8s } from '../../../k8s';
import { isDnsLabel, isPort } from '../../../names';
import { checkVariables, type Variable, type VariablesSource } from '../../configuration/variable';
import { present } from '../../present';
import { report } from '../../report';
import { containerSecurityContext } from './hardening';
import { checkImage } from './image';
import { lifecycle, type PreStop } from './lifecycle';
import { checkProbes, containerProbes, type Probes } from './probes';
import { type Resources, resourceRequirements } from './resources';
import { type Mount, volumeMount, writableFolder } from './volumes';

/** A port that a container listens on. */
export interface ContainerPort {
  /** Name by which Services, probes and monitors find it: at most 15 characters. */
  readonly name: string;
  readonly port: number;
}

export interface ContainerProps {
  readonly name: string;
  /** Pinned image reference, as a release gives it. */
  readonly image: string;
  /** @default - the API's: IfNotPresent for a pinned tag */
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
  /** @default - the image's entry point */
  readonly command?: readonly string[];
  /** @default - the image's */
  readonly args?: readonly string[];
  /** @default - none */
  readonly ports?: readonly ContainerPort[];
  /** ConfigMaps and Secrets whose every key becomes a variable. @default - none */
  readonly envFrom?: readonly VariablesSource[];
  /** @default - none */
  readonly env?: Readonly<Record<string, Variable>>;
  readonly resources: Resources;
  /** @default - none: for containers that end by themselves */
  readonly probes?: Probes;
  /** @default - none */
  readonly preStop?: PreStop;
  /** Folders that the application writes to; everything else is read-only. @default - none */
  readonly writable?: readonly string[];
  /** @default - none */
  readonly volumes?: readonly Mount[];
}

/** Everything that a container mounts. */
export function mountsOf({ writable = [], volumes = [] }: ContainerProps): Mount[] {
  return [...writable.map(writableFolder), ...volumes];
}

/** One container as the API has it. What is wrong with it is reported on the workload. */
export function container(scope: Construct, props: ContainerProps): k8s.Container {
  const { name, image, imagePullPolicy, command = [], args = [], ports = [], envFrom = [], env = {}, probes } = props;
  const mounts = mountsOf(props);
  check(scope, props);
  return {
    name,
    image,
    imagePullPolicy,
    command: present([...command]),
    args: present([...args]),
    // Stated, because server-side apply merges ports by number and protocol.
    ports: present(ports.map((port) => ({ name: port.name, containerPort: port.port, protocol: 'TCP' }))),
    envFrom: present(envFrom.map((source) => source.envFrom)),
    env: present(Object.entries(env).map(variable)),
    resources: resourceRequirements(scope, name, props.resources),
    ...(probes && containerProbes(probes, ports[0]?.name ?? 'http')),
    lifecycle: lifecycle(props.preStop),
    securityContext: containerSecurityContext,
    volumeMounts: present(mounts.map(volumeMount)),
  };
}

function variable([name, value]: [string, Variable]): k8s.EnvVar {
  return typeof value === 'string' ? { name, value } : { name, valueFrom: value?.valueFrom };
}

function check(scope: Construct, props: ContainerProps): void {
  const { name, image, ports = [], envFrom = [], env = {}, probes } = props;
  if (!isDnsLabel(name)) {
    const message = `container name '${name}' is no RFC 1123 label`;
    report(scope, 'invalid-name', message, 'use at most 63 lower case letters, digits and -');
  }
  checkImage(scope, name, image);
  for (const port of ports) checkPort(scope, name, port);
  checkVariables(scope, env);
  const keys = envFrom.flatMap((source) => source.keys);
  for (const key of new Set(keys.filter((each, index) => keys.indexOf(each) !== index))) {
    const message = `variable ${key} of ${name} has two sources`;
    report(scope, 'duplicate-variable', message, 'remove it from one of the ConfigMaps and Secrets');
  }
  const paths = mountsOf(props).map(({ mountPath }) => mountPath);
  for (const [index, path] of paths.entries()) {
    const fault = !path.startsWith('/') ? 'is not absolute' : paths.indexOf(path) < index ? 'is mounted twice' : '';
    if (fault) report(scope, 'invalid-path', `path '${path}' of ${name} ${fault}`, 'write each path once, from /');
  }
  if (probes) checkProbes(scope, name, probes, ports.length > 0);
}

function checkPort(scope: Construct, container: string, { name, port }: ContainerPort): void {
  if (!isPort(port)) {
    report(scope, 'invalid-port', `port ${name} of ${container} is ${port}`, 'use a whole number from 1 to 65535');
  }
  if (!/^(?=.*[a-z])[a-z0-9]([-a-z0-9]{0,13}[a-z0-9])?$/.test(name)) {
    const fix = 'use at most 15 lower case letters, digits and -, with at least one letter';
    report(scope, 'invalid-name', `port name '${name}' of ${container} is no IANA service name`, fix);
  }
}
