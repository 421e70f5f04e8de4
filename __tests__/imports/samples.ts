/** A quantity or int-or-string as generated classes hold it: read through `value`, and plain in the manifest. */
class Value {
  constructor(readonly value: string | number) {}
  toJSON(): string | number {
    return this.value;
  }
}

const resources = {
  requests: { cpu: new Value('100m'), memory: new Value('1Gi') },
  limits: { memory: new Value(1024) },
};
const claim = { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: new Value('1Gi') } } } };
const affinity = { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [] } } };
const selector = { matchLabels: { app: 'a' }, matchExpressions: [{ key: 'b', operator: 'Exists' }] };

/** The `spec` of an object of every kind, with a value in each of the places where a class could lose one. */
export const samples: Readonly<Record<string, object>> = {
  Cluster: {
    instances: 3,
    affinity: { enablePodAntiAffinity: true, additionalPodAffinity: { any: [1] } },
    bootstrap: { initdb: { database: 'a', owner: 'b' } },
    inheritedMetadata: { labels: { app: 'a' } },
    plugins: [{ name: 'a', enabled: true, parameters: { barmanObjectName: 'a' } }],
    postgresql: { parameters: { max_connections: '100' } },
    projectedVolumeTemplate: { sources: [] },
    resources,
    storage: { size: '10Gi', storageClass: 'a' },
    topologySpreadConstraints: [
      { maxSkew: 1, topologyKey: 'a', whenUnsatisfiable: 'DoNotSchedule', labelSelector: selector },
    ],
  },
  Pooler: {
    cluster: { name: 'a' },
    instances: 2,
    type: 'rw',
    pgbouncer: { poolMode: 'session', parameters: { max_client_conn: '100' } },
    deploymentStrategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: new Value('25%') } },
    template: {
      metadata: { labels: { app: 'a' } },
      spec: {
        affinity,
        containers: [
          { name: 'a', resources, env: [{ name: 'A', value: 'b' }], livenessProbe: { tcpSocket: { port: 1 } } },
        ],
        volumes: [{ name: 'a', emptyDir: { sizeLimit: '1Gi' } }],
      },
    },
  },
  ScheduledBackup: {
    schedule: '0 0 2 * * *',
    cluster: { name: 'a' },
    method: 'plugin',
    pluginConfiguration: { name: 'a', parameters: { b: 'c' } },
  },
  ObjectStore: {
    retentionPolicy: '30d',
    configuration: { destinationPath: 's3://a/b', s3Credentials: { accessKeyId: { name: 'a', key: 'b' } } },
    instanceSidecarConfiguration: { resources },
  },
  ExternalSecret: {
    refreshInterval: '1h',
    secretStoreRef: { kind: 'ClusterSecretStore', name: 'a' },
    target: { name: 'a', template: { type: 'Opaque', data: { a: '{{ .b }}' } } },
    data: [{ secretKey: 'a', remoteRef: { key: 'b', property: 'c' } }],
  },
  PeerAuthentication: {
    mtls: { mode: 'STRICT' },
    selector: { matchLabels: { app: 'a' } },
    portLevelMtls: { 8080: { mode: 'PERMISSIVE' } },
  },
  ScaledObject: {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'a' },
    minReplicaCount: 0,
    advanced: { horizontalPodAutoscalerConfig: { behavior: { scaleDown: { stabilizationWindowSeconds: 0 } } } },
    triggers: [{ type: 'rabbitmq', metadata: { queueName: 'a' }, authenticationRef: { name: 'a' } }],
  },
  TriggerAuthentication: { secretTargetRef: [{ parameter: 'host', name: 'a', key: 'b' }] },
  PodMonitor: {
    selector,
    podMetricsEndpoints: [{ port: 'a', interval: '15s', relabelings: [{ action: 'drop', sourceLabels: ['a'] }] }],
  },
  PrometheusRule: {
    groups: [
      { name: 'a', rules: [{ alert: 'A', expr: new Value('up == 0'), for: '5m', labels: { severity: 'page' } }] },
    ],
  },
  ServiceMonitor: {
    selector,
    namespaceSelector: { matchNames: ['a'] },
    endpoints: [{ targetPort: new Value(8080), path: '/metrics' }],
  },
  RabbitmqCluster: {
    replicas: 3,
    affinity,
    override: {
      statefulSet: {
        spec: { template: { spec: { containers: [{ name: 'a', resources: { limits: { cpu: '1' } } }] } } },
      },
    },
    persistence: { storage: new Value('10Gi'), storageClassName: 'a' },
    rabbitmq: { additionalConfig: 'a = b', additionalPlugins: ['a'] },
    resources,
  },
  RedisCluster: {
    clusterSize: 3,
    kubernetesConfig: { image: 'a', redisSecret: { name: 'a', key: 'b' }, resources },
    redisLeader: { replicas: 3, affinity, pdb: { enabled: true, maxUnavailable: 1 } },
    sidecars: [{ name: 'a', image: 'b', resources: { limits: { cpu: '1' } } }],
    storage: { volumeClaimTemplate: claim, volumeMount: { mountPath: [{ name: 'a', mountPath: '/a' }] } },
  },
};
