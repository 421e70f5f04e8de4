import { selects } from '../../support/selector';
import type { Pods } from './pod';
import { podsOf, templates } from './pods';
import { dataReferences, producedData } from './references';
import { environmentNames, type Loose, ofKind, rendered, title } from './rendered';

describe.each(environmentNames)('in platform in %s', (environment) => {
  const objects = rendered(environment);
  const pods = podsOf(objects);
  const names = new Set(objects.map(title));
  const services = ofKind(objects, 'Service');
  const selected = (labels: Loose) => pods.filter((each) => selects({ matchLabels: labels }, each.labels));

  test('every ConfigMap and Secret that is read is made, with the key that is read', () => {
    const produced = producedData(objects);
    const dangling = dataReferences(objects).filter(({ kind, name, key }) => {
      const keys = produced.get(`${kind} ${name}`);
      return !keys || (key !== undefined && !keys.includes(key));
    });
    expect(dangling).toEqual([]);
  });

  test('every key that a secret store is asked for is read by somebody', () => {
    const references = dataReferences(objects);
    const unread = [...producedData(objects)].flatMap(([object, keys]) => {
      const readers = references.filter(({ kind, name }) => `${kind} ${name}` === object);
      const isRead = (key: string) => readers.some((each) => each.key === undefined || each.key === key);
      return object.startsWith('ConfigMap') || object.endsWith('-default-user') || object.endsWith('-tls')
        ? []
        : keys.filter((key) => !isRead(key)).map((key) => `${object}, ${key}`);
    });
    expect(unread).toEqual([]);
  });

  test.each(templates(objects).map((each): [string, Pods] => [each.of, each]))(
    '%s runs as a ServiceAccount of its own, without a token',
    (_, { spec }) => {
      const account = ofKind(objects, 'ServiceAccount').find(
        ({ metadata }) => metadata.name === spec.serviceAccountName,
      );
      expect(account).toMatchObject({ automountServiceAccountToken: false });
    },
  );

  test.each(services.map((service): [string, Loose] => [service.metadata.name, service]))(
    'Service %s leads to ports that its pods have',
    (_, { spec }) => {
      const behind = selected(spec.selector);
      expect(behind).toHaveLength(1);
      const ports = behind.flatMap((each) => each.spec.containers.flatMap((container) => container.ports ?? []));
      const lost = spec.ports.filter(
        ({ targetPort }: Loose) =>
          !ports.some(({ name, containerPort }) => targetPort === containerPort || targetPort === name),
      );
      expect(lost).toEqual([]);
    },
  );

  test('every backend of an Ingress is a port of a Service', () => {
    const backends = ofKind(objects, 'Ingress').flatMap(({ spec }) =>
      spec.rules.flatMap(({ http }: Loose) => http.paths.map(({ backend }: Loose) => backend.service)),
    );
    expect(backends).not.toEqual([]);
    for (const { name, port } of backends) {
      const service = services.find(({ metadata }) => metadata.name === name);
      expect(service?.spec.ports.map((each: Loose) => each.port)).toContain(port.number);
    }
  });

  test('every Ingress has TLS for the hosts that it serves', () => {
    for (const { spec } of ofKind(objects, 'Ingress')) {
      const hosts = spec.rules.map(({ host }: Loose) => host);
      expect(spec.tls.flatMap((each: Loose) => each.hosts)).toEqual(hosts);
    }
  });

  test('every ServiceMonitor finds a Service, and every PodMonitor pods, with the port that they name', () => {
    const lost = [
      ...ofKind(objects, 'ServiceMonitor').filter(
        ({ spec }) =>
          !services.some(
            (service) =>
              selects(spec.selector, service.metadata.labels) &&
              spec.endpoints.every(({ port }: Loose) => service.spec.ports.some(({ name }: Loose) => name === port)),
          ),
      ),
      ...ofKind(objects, 'PodMonitor').filter(({ spec }) => {
        const found = pods.filter(({ labels }) => selects(spec.selector, labels));
        const ports = found.flatMap((each) => each.spec.containers.flatMap((container) => container.ports ?? []));
        return !spec.podMetricsEndpoints.every(({ port }: Loose) => ports.some(({ name }) => name === port));
      }),
    ];
    expect(lost.map(title)).toEqual([]);
  });

  test('no pod is scraped by two monitors', () => {
    const monitors = [...ofKind(objects, 'ServiceMonitor'), ...ofKind(objects, 'PodMonitor')];
    const scraped = pods.map(({ of, labels }) => ({
      of,
      by: monitors.filter(({ spec }) => selects(spec.selector, labels)).map(title),
    }));
    expect(scraped.filter(({ by }) => by.length > 1)).toEqual([]);
  });

  test('resources of CloudNativePG name the cluster, the store and the database owner that are rendered', () => {
    const [cluster] = ofKind(objects, 'Cluster');
    const attached = [...ofKind(objects, 'Pooler'), ...ofKind(objects, 'ScheduledBackup')];
    expect(attached.map(({ spec }) => spec.cluster.name)).toEqual(attached.map(() => cluster.metadata.name));
    const store = cluster.spec.plugins[0].parameters.barmanObjectName;
    expect(names).toContain(`ObjectStore ${store}`);
  });

  test('every host that a variable names is a Service of the namespace', () => {
    const [cluster] = ofKind(objects, 'Cluster');
    const made = [...['rw', 'ro', 'r'].map((suffix) => `${cluster.metadata.name}-${suffix}`)];
    const known = [...made, ...services.map(({ metadata }) => metadata.name)];
    const hosts = templates(objects).flatMap(({ spec }) =>
      [...(spec.initContainers ?? []), ...spec.containers].flatMap(({ env = [] }: Loose) =>
        env.filter(({ name, value }: Loose) => value && /HOST$/.test(name)).map(({ value }: Loose) => value),
      ),
    );
    expect(hosts).not.toEqual([]);
    expect(hosts.filter((host) => !known.includes(host))).toEqual([]);
  });
});
