import { Config } from '../../../lib/constructs/configuration/config';
import { rolling } from '../../../lib/constructs/delivery/rolling';
import { WebService, type WebServiceProps } from '../../../lib/constructs/workloads/web-service';
import { testEnvironment } from '../../support/environment';
import { identities, render, rendered } from '../../support/render';
import { minimalWebService, secretWith } from '../../support/workloads';

function author(props: Partial<WebServiceProps> = {}) {
  const { component } = testEnvironment();
  return { component, service: new WebService(component, 'Service', { ...minimalWebService, ...props }) };
}

test('a web service is reached from inside only, runs without a token and survives a drain', () => {
  expect(identities(author().component).sort()).toEqual([
    'Deployment api',
    'NetworkPolicy api-policy',
    'PodDisruptionBudget api-pdb',
    'Service api',
    'ServiceAccount api',
  ]);
});

test('its objects say what they are, of what, and by whom', () => {
  const { component } = author();
  for (const { metadata } of render(component)) {
    expect(metadata).toMatchObject({
      namespace: 'shop',
      labels: {
        app: 'api',
        'app.kubernetes.io/name': 'api',
        'app.kubernetes.io/component': 'web',
        'app.kubernetes.io/part-of': 'shop',
        'app.kubernetes.io/instance': 'shop-production',
        'app.kubernetes.io/managed-by': 'waybill',
      },
    });
  }
});

test('only what changes with a release carries its version', () => {
  const objects = render(author().component);
  const versioned = objects.filter(({ metadata }) => 'app.kubernetes.io/version' in metadata.labels);
  expect(versioned.map(({ kind }) => kind)).toEqual(['Deployment']);
  expect(versioned[0].spec.selector).toEqual({ matchLabels: { app: 'api' } });
  expect(versioned[0].spec.template.metadata.labels['app.kubernetes.io/version']).toBe('v1.0.0');
});

test('the service leads port 80 to the port of the container', () => {
  const { component, service } = author();
  expect(rendered(component, 'Service').spec).toEqual({
    type: 'ClusterIP',
    ports: [{ name: 'http', port: 80, targetPort: 8000, protocol: 'TCP' }],
    selector: { app: 'api' },
  });
  expect(service.url).toBe('http://api');
});

test('another service port is part of the address', () => {
  expect(author({ servicePort: 8080 }).service.url).toBe('http://api:8080');
});

test('a minimal Deployment states what is needed and nothing else', () => {
  expect(rendered(author().component, 'Deployment').spec).toEqual({
    replicas: 2,
    selector: { matchLabels: { app: 'api' } },
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
    template: {
      metadata: {
        labels: {
          app: 'api',
          'app.kubernetes.io/name': 'api',
          'app.kubernetes.io/component': 'web',
          'app.kubernetes.io/version': 'v1.0.0',
          'app.kubernetes.io/part-of': 'shop',
          'app.kubernetes.io/instance': 'shop-production',
        },
      },
      spec: {
        serviceAccountName: 'api',
        enableServiceLinks: false,
        securityContext: {
          runAsNonRoot: true,
          runAsUser: 1000,
          fsGroup: 1000,
          seccompProfile: { type: 'RuntimeDefault' },
        },
        containers: [
          {
            name: 'api',
            image: 'registry.example/shop/api:v1.0.0',
            ports: [{ name: 'http', containerPort: 8000, protocol: 'TCP' }],
            resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
            livenessProbe: { httpGet: { path: '/live', port: 'http' } },
            readinessProbe: { httpGet: { path: '/ready', port: 'http' } },
            startupProbe: { httpGet: { path: '/live', port: 'http' }, periodSeconds: 5, failureThreshold: 30 },
            securityContext: {
              allowPrivilegeEscalation: false,
              readOnlyRootFilesystem: true,
              capabilities: { drop: ['ALL'] },
            },
          },
        ],
        affinity: {
          podAntiAffinity: {
            preferredDuringSchedulingIgnoredDuringExecution: [
              {
                weight: 100,
                podAffinityTerm: {
                  labelSelector: { matchLabels: { app: 'api' } },
                  topologyKey: 'kubernetes.io/hostname',
                },
              },
            ],
          },
        },
        topologySpreadConstraints: [
          {
            maxSkew: 1,
            topologyKey: 'topology.kubernetes.io/zone',
            whenUnsatisfiable: 'ScheduleAnyway',
            labelSelector: { matchLabels: { app: 'api' } },
          },
        ],
        terminationGracePeriodSeconds: 20,
      },
    },
  });
});

/** Every prop: one that is added to WebService and not here does not compile. */
function everyProp(config: Config): Required<WebServiceProps> {
  return {
    ...minimalWebService,
    imagePullPolicy: 'Always',
    command: ['serve'],
    args: ['--verbose'],
    envFrom: [config],
    env: { MODE: 'fast' },
    preStop: { sleepSeconds: 10 },
    writable: ['/tmp'],
    volumes: [{ name: 'data', mountPath: '/data', source: { emptyDir: {} } }],
    fsGroup: 2000,
    labels: { version: 'v1' },
    podAnnotations: { 'example.com/owner': 'team' },
    initContainers: [{ name: 'wait', image: 'registry.example/wait:v1', resources: minimalWebService.resources }],
    sidecars: [{ name: 'proxy', image: 'registry.example/proxy:v1', resources: minimalWebService.resources }],
    drainSeconds: 40,
    nodeSelector: { disk: 'ssd' },
    tolerations: [{ key: 'dedicated', operator: 'Exists', effect: 'NoSchedule' }],
    priorityClassName: 'high',
    imagePullSecrets: ['registry'],
    scale: { min: 2, max: 5, cpu: 70 },
    delivery: rolling({ maxSurge: '25%' }),
    disruption: { minAvailable: 1 },
    serviceAccount: { annotations: { 'eks.amazonaws.com/role-arn': 'role' }, automountToken: true },
    revisionHistoryLimit: 5,
    servicePort: 8080,
    expose: { host: 'api.example.com', tls: { clusterIssuer: 'issuer', secretName: 'api-tls' } },
    metrics: { path: '/metrics', interval: '15s', scrapeTimeout: '10s' },
    peers: true,
  };
}

describe('with every prop', () => {
  const { component } = testEnvironment();
  const config = new Config(component, 'Config', { name: 'api-config', data: { LEVEL: 'info' } });
  new WebService(component, 'Service', everyProp(config));

  test('it has an Ingress, an autoscaler and a monitor too', () => {
    expect(identities(component).sort()).toEqual([
      'ConfigMap api-config',
      'Deployment api',
      'HorizontalPodAutoscaler api-hpa',
      'Ingress api',
      'NetworkPolicy api-certificate-challenge',
      'NetworkPolicy api-policy',
      'PodDisruptionBudget api-pdb',
      'Service api',
      'ServiceAccount api',
      'ServiceMonitor api',
    ]);
  });

  test('the Deployment leaves its number of pods to the autoscaler', () => {
    const { spec } = rendered(component, 'Deployment');
    expect(spec).not.toHaveProperty('replicas');
    expect(spec).toMatchObject({
      revisionHistoryLimit: 5,
      strategy: { rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } },
    });
  });

  test('labels and annotations reach the pods', () => {
    const { metadata } = rendered(component, 'Deployment').spec.template;
    expect(metadata.labels.version).toBe('v1');
    expect(metadata.annotations).toEqual({
      'checksum/config': expect.stringMatching(/^[0-9a-f]{16}$/),
      'example.com/owner': 'team',
    });
  });

  test('the pod is assembled from all of them', () => {
    const { spec } = rendered(component, 'Deployment').spec.template;
    expect(spec).toMatchObject({
      imagePullSecrets: [{ name: 'registry' }],
      priorityClassName: 'high',
      securityContext: { runAsUser: 1000, fsGroup: 2000 },
      initContainers: [{ name: 'wait' }, { name: 'proxy', restartPolicy: 'Always' }],
      nodeSelector: { disk: 'ssd' },
      tolerations: [{ key: 'dedicated', operator: 'Exists', effect: 'NoSchedule' }],
      terminationGracePeriodSeconds: 50,
      volumes: [
        { name: 'tmp', emptyDir: {} },
        { name: 'data', emptyDir: {} },
      ],
      containers: [
        {
          name: 'api',
          imagePullPolicy: 'Always',
          command: ['serve'],
          args: ['--verbose'],
          envFrom: [{ configMapRef: { name: 'api-config' } }],
          env: [{ name: 'MODE', value: 'fast' }],
          lifecycle: { preStop: { exec: { command: ['/bin/sh', '-c', 'sleep 10'] } } },
          volumeMounts: [
            { name: 'tmp', mountPath: '/tmp' },
            { name: 'data', mountPath: '/data' },
          ],
        },
      ],
    });
    expect(spec.initContainers[0]).not.toHaveProperty('restartPolicy');
  });

  test('the identity is annotated and may have a token', () => {
    expect(rendered(component, 'ServiceAccount')).toMatchObject({
      metadata: { annotations: { 'eks.amazonaws.com/role-arn': 'role' } },
      automountServiceAccountToken: true,
    });
  });

  test('the Ingress leads to the port of the Service', () => {
    const [{ http }] = rendered(component, 'Ingress').spec.rules;
    expect(http.paths[0].backend.service).toEqual({ name: 'api', port: { number: 8080 } });
  });

  test('the monitor reads the named port', () => {
    expect(rendered(component, 'ServiceMonitor').spec).toEqual({
      selector: { matchLabels: { app: 'api' } },
      endpoints: [{ port: 'http', path: '/metrics', interval: '15s', scrapeTimeout: '10s' }],
    });
  });

  test('ingress controller, its own pods and Prometheus may reach it, and nobody else', () => {
    const { ingress } = rendered(component, 'NetworkPolicy', 'api-policy').spec;
    expect(ingress).toHaveLength(1);
    expect(ingress[0].ports).toEqual([{ port: 8000, protocol: 'TCP' }]);
    expect(
      ingress[0].from.map((peer: { podSelector: { matchLabels: object } }) => peer.podSelector.matchLabels),
    ).toEqual([{ app: 'ingress-nginx' }, { app: 'api' }, { app: 'prometheus' }]);
  });
});

test('a pod of a mesh states what its proxy may use and reaches the control plane', () => {
  const amount = { cpu: '20m', memory: '64Mi' };
  const { component } = testEnvironment({ istioProxy: { requests: amount, limits: { cpu: '1', memory: '1Gi' } } });
  new WebService(component, 'Service', minimalWebService);
  expect(rendered(component, 'Deployment').spec.template.metadata.annotations).toEqual({
    'sidecar.istio.io/proxyCPU': '20m',
    'sidecar.istio.io/proxyCPULimit': '1',
    'sidecar.istio.io/proxyMemory': '64Mi',
    'sidecar.istio.io/proxyMemoryLimit': '1Gi',
  });
  expect(rendered(component, 'NetworkPolicy').spec.egress[0]).toMatchObject({
    to: [{ podSelector: { matchLabels: { app: 'istiod' } } }],
    ports: [{ port: 15012 }],
  });
});

test('an object is the same however often it is rendered', () => {
  const { component } = author({ env: { A: secretWith(testEnvironment().component, 's', 'A').key('A') } });
  expect(render(component)).toEqual(render(component));
});
