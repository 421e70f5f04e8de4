import fc from 'fast-check';
import { parse } from 'yaml';
import { stringify } from '../../lib/render/emit';
import { orderKeys } from '../../lib/render/key-order';
import type { KubernetesObject } from '../../lib/render/render';

/** Objects as people write them. */
const written = {
  Deployment: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
  namespace: shop
  labels:
    app: api
    name: api
  annotations:
    a: x
    name: x
spec:
  replicas: 3
  revisionHistoryLimit: 5
  selector:
    matchLabels:
      app: api
  strategy:
    type: RollingUpdate
    rollingUpdate:
      maxSurge: 1
      maxUnavailable: 0
  template:
    metadata:
      labels:
        app: api
    spec:
      serviceAccountName: api
      automountServiceAccountToken: false
      terminationGracePeriodSeconds: 30
      securityContext:
        runAsNonRoot: true
        runAsUser: 1000
        fsGroup: 1000
        seccompProfile:
          type: RuntimeDefault
      initContainers:
        - name: wait
          image: busybox
      containers:
        - name: api
          image: api:1
          imagePullPolicy: IfNotPresent
          command:
            - run
          args:
            - all
          ports:
            - name: http
              containerPort: 80
              protocol: TCP
          envFrom:
            - configMapRef:
                name: api
          env:
            - name: PASSWORD
              valueFrom:
                secretKeyRef:
                  name: db
                  key: password
                  optional: true
            - name: PORT
              value: "80"
          resources:
            requests:
              cpu: 1
              memory: 1Gi
              ephemeral-storage: 1Gi
            limits:
              cpu: 2
              memory: 1Gi
          livenessProbe:
            httpGet:
              path: /
              port: http
              scheme: HTTP
            initialDelaySeconds: 1
            periodSeconds: 10
            timeoutSeconds: 1
            successThreshold: 1
            failureThreshold: 3
          readinessProbe:
            exec:
              command:
                - ready
          startupProbe:
            tcpSocket:
              port: 80
          lifecycle:
            preStop:
              sleep:
                seconds: 5
          securityContext:
            runAsNonRoot: true
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities:
              drop:
                - ALL
          volumeMounts:
            - name: tmp
              mountPath: /data
              subPath: a
              readOnly: true
      volumes:
        - name: tmp
          emptyDir: {}
        - name: config
          configMap:
            name: api
            items:
              - key: a
                path: b
            defaultMode: 420
      nodeSelector:
        a: b
        name: c
      tolerations:
        - key: a
          operator: Equal
          value: b
          effect: NoSchedule
      affinity:
        podAntiAffinity:
          preferredDuringSchedulingIgnoredDuringExecution:
            - weight: 1
              podAffinityTerm:
                topologyKey: zone
                labelSelector: {}
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: zone
          whenUnsatisfiable: DoNotSchedule
          labelSelector:
            matchExpressions:
              - key: app
                operator: In
                values:
                  - api
`,
  Service: `
apiVersion: v1
kind: Service
metadata:
  name: api
spec:
  type: ClusterIP
  clusterIP: None
  selector:
    app: api
    name: api
    tier: web
  ports:
    - name: http
      port: 80
      targetPort: http
      protocol: TCP
`,
  ConfigMap: `
apiVersion: v1
kind: ConfigMap
metadata:
  name: api
immutable: true
data:
  a: x
  kind: x
  name: x
  z: x
`,
  HorizontalPodAutoscaler: `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: api
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: api
  minReplicas: 1
  maxReplicas: 3
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: 70
  behavior:
    scaleUp:
      stabilizationWindowSeconds: 0
      policies:
        - type: Pods
          value: 2
          periodSeconds: 60
      selectPolicy: Max
    scaleDown:
      stabilizationWindowSeconds: 300
`,
  NetworkPolicy: `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: api
spec:
  podSelector: {}
  policyTypes:
    - Ingress
    - Egress
  ingress:
    - from:
        - namespaceSelector: {}
          podSelector: {}
      ports:
        - port: 80
          protocol: TCP
  egress:
    - to:
        - ipBlock:
            cidr: 10.0.0.0/8
            except:
              - 10.1.0.0/16
      ports:
        - port: 80
          endPort: 90
          protocol: TCP
`,
  Ingress: `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: api
spec:
  ingressClassName: nginx
  tls:
    - hosts:
        - a.io
      secretName: tls
  rules:
    - host: a.io
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: api
                port:
                  name: http
`,
  CronJob: `
apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
spec:
  schedule: 0 3 * * *
  timeZone: Etc/UTC
  concurrencyPolicy: Forbid
  successfulJobsHistoryLimit: 1
  failedJobsHistoryLimit: 1
  jobTemplate:
    spec:
      backoffLimit: 1
      activeDeadlineSeconds: 60
      ttlSecondsAfterFinished: 60
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: report
`,
  StatefulSet: `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: db
  replicas: 1
  selector: {}
  updateStrategy:
    type: RollingUpdate
  template: {}
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes:
          - ReadWriteOnce
        storageClassName: fast
        resources:
          requests:
            storage: 1Gi
`,
  RoleBinding: `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: api
subjects:
  - kind: ServiceAccount
    name: api
    namespace: shop
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: api
`,
  Role: `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: api
rules:
  - apiGroups:
      - ""
    resources:
      - pods
    resourceNames:
      - a
    verbs:
      - get
`,
  ResourceQuota: `
apiVersion: v1
kind: ResourceQuota
metadata:
  name: quota
spec:
  hard:
    limits.cpu: 1
    pods: 1
    requests.cpu: 1
  scopes:
    - BestEffort
`,
  PrometheusRule: `
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: api
spec:
  groups:
    - name: api
      interval: 30s
      rules:
        - alert: Down
          expr: up == 0
          for: 5m
          labels:
            severity: page
          annotations:
            summary: down
        - record: up:sum
          expr: sum(up)
`,
  ServiceMonitor: `
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  name: api
spec:
  jobLabel: app
  namespaceSelector: {}
  selector: {}
  endpoints:
    - port: metrics
      path: /metrics
      interval: 30s
      scheme: http
      scrapeTimeout: 10s
      relabelings:
        - sourceLabels:
            - a
          targetLabel: b
          regex: c
          replacement: d
          action: replace
`,
  ExternalSecret: `
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata:
  name: api
spec:
  refreshInterval: 1h
  secretStoreRef:
    kind: SecretStore
    name: vault
  target:
    name: api
    creationPolicy: Owner
    template:
      type: Opaque
      data:
        a: b
        type: c
  data:
    - secretKey: password
      remoteRef:
        key: shop/api
        property: password
`,
  ScaledObject: `
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  name: worker
spec:
  scaleTargetRef:
    name: worker
  pollingInterval: 30
  cooldownPeriod: 300
  minReplicaCount: 1
  maxReplicaCount: 9
  triggers:
    - type: rabbitmq
      metadata:
        queueName: jobs
        mode: QueueLength
        value: "20"
      authenticationRef:
        name: rabbitmq
`,
  Cluster: `
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata:
  name: db
spec:
  instances: 3
  imageName: postgresql:16
  storage:
    size: 10Gi
    storageClass: fast
  resources:
    requests:
      cpu: 1
  affinity: {}
  bootstrap:
    initdb:
      database: app
      owner: app
  postgresql:
    parameters:
      max_connections: "100"
      name: x
      wal_level: replica
  monitoring:
    enablePodMonitor: true
  backup: {}
`,
  Application: `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  project: shop
  source:
    repoURL: https://a.io/b.git
    targetRevision: main
    path: dist
  destination:
    server: https://kubernetes.default.svc
    namespace: shop
  syncPolicy:
    automated:
      prune: true
      selfHeal: true
    syncOptions:
      - CreateNamespace=false
`,
  Unknown: `
apiVersion: example.io/v1
kind: Unknown
metadata:
  name: a
Z: 1
zebra:
  A: 1
  __proto__: 3
  b: 2
`,
};

describe('orderKeys', () => {
  test.each(Object.entries(written))(
    'a %s is written as people write it, whatever order its keys came in',
    (_, yaml) => {
      const object = parse(yaml) as KubernetesObject;
      for (const shuffle of [reverse, sortKeys]) expect(stringify(orderKeys(shuffle(object)))).toBe(yaml.slice(1));
    },
  );

  test('nothing is added or dropped, and the order does not depend on the order before', () => {
    const key = fc.oneof(
      fc.constantFrom('name', 'data', 'labels', 'selector', 'ports', 'spec', '__proto__'),
      fc.string(),
    );
    const { node } = fc.letrec<{ node: unknown }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        fc.oneof(fc.string(), fc.integer(), fc.constant(null), fc.boolean()),
        fc.array(tie('node'), { maxLength: 3 }),
        fc.array(fc.tuple(key, tie('node')), { maxLength: 4 }).map((entries) => Object.fromEntries(entries)),
      ),
    }));
    fc.assert(
      fc.property(node, (spec) => {
        const object: KubernetesObject = { apiVersion: 'v1', kind: 'A', metadata: { name: 'a' }, spec };
        const ordered = orderKeys(object);
        expect(ordered).toEqual(object);
        expect(JSON.stringify(orderKeys(reverse(object)))).toBe(JSON.stringify(ordered));
      }),
      { seed: 1, numRuns: 1000 },
    );
  });

  test('the object given is left as it is', () => {
    const object = { kind: 'A', apiVersion: 'v1', metadata: { namespace: 'b', name: 'a' } };
    orderKeys(object);
    expect(JSON.stringify(object)).toBe('{"kind":"A","apiVersion":"v1","metadata":{"namespace":"b","name":"a"}}');
  });
});

function rebuild<T>(value: T, keys: (keys: string[]) => string[]): T {
  if (Array.isArray(value)) return value.map((item) => rebuild(item, keys)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const fields = value as Record<string, unknown>;
  return Object.fromEntries(keys(Object.keys(fields)).map((key) => [key, rebuild(fields[key], keys)])) as T;
}

function reverse<T>(value: T): T {
  return rebuild(value, (keys) => keys.reverse());
}

function sortKeys<T>(value: T): T {
  return rebuild(value, (keys) => keys.sort());
}
