import { type Pods, type Resources, surge } from './pod';
import { type Loose, title } from './rendered';

/** CloudNativePG 1.30: a sidecar of the Barman plugin beside each instance, no pod more while it is updated. */
export function postgresPods(cluster: Loose, stores: readonly Loose[]): Pods {
  const { metadata, spec } = cluster;
  const archiver = spec.plugins?.find((plugin: Loose) => plugin.isWALArchiver);
  const store = stores.find((each) => each.metadata.name === archiver?.parameters.barmanObjectName);
  const sidecar: Resources | undefined = store?.spec.instanceSidecarConfiguration?.resources;
  return {
    of: title(cluster),
    namespace: metadata.namespace,
    labels: {
      ...spec.inheritedMetadata?.labels,
      'cnpg.io/cluster': metadata.name,
      'cnpg.io/instanceName': `${metadata.name}-1`,
      'cnpg.io/podRole': 'instance',
      'cnpg.io/instanceRole': 'primary',
      role: 'primary',
    },
    annotations: {},
    spec: {
      initContainers: [
        { name: 'bootstrap-controller', resources: spec.resources },
        ...(archiver ? [{ name: 'plugin-barman-cloud', restartPolicy: 'Always', resources: sidecar }] : []),
      ],
      containers: [
        {
          name: 'postgres',
          resources: spec.resources,
          ports: [
            { name: 'postgresql', containerPort: 5432 },
            { name: 'metrics', containerPort: 9187 },
            { name: 'status', containerPort: 8000 },
          ],
        },
      ],
    },
    most: spec.instances,
  };
}

/**
 * CloudNativePG makes a Deployment of a Pooler: its pods count as part of the cluster, and their init container has no
 * resources but those that the template states for it.
 */
export function poolerPods(object: Loose): Pods {
  const { metadata, spec } = object;
  const { containers, initContainers = [] } = spec.template.spec;
  const resourcesOf = (list: readonly Loose[], name: string): Resources | undefined =>
    list.find((container) => container.name === name)?.resources;
  return {
    of: title(object),
    namespace: metadata.namespace,
    labels: {
      ...spec.template.metadata?.labels,
      'cnpg.io/cluster': spec.cluster.name,
      'cnpg.io/poolerName': metadata.name,
      'cnpg.io/podRole': 'pooler',
    },
    annotations: {},
    spec: {
      initContainers: [
        { name: 'bootstrap-controller', resources: resourcesOf(initContainers, 'bootstrap-controller') },
      ],
      containers: [
        {
          name: 'pgbouncer',
          resources: resourcesOf(containers, 'pgbouncer'),
          ports: [
            { name: 'pgbouncer', containerPort: 5432 },
            { name: 'metrics', containerPort: 9127 },
          ],
        },
      ],
    },
    most: spec.instances + surge(spec.instances, spec.deploymentStrategy),
  };
}
