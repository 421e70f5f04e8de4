interface PodTemplate {
  readonly metadata: { readonly labels: Record<string, string>; readonly annotations?: Record<string, string> };
  readonly spec: {
    readonly initContainers?: object[];
    readonly containers: object[];
    readonly [field: string]: unknown;
  };
}

const sidecar = 'sidecar.istio.io/';

/**
 * A pod as Istio's injector makes it of a template, in a cluster with Istio CNI and native sidecars: a validating init
 * container instead of istio-init, and the proxy as an init container that goes on running.
 */
export function injected(name: string, namespace: string, { metadata, spec }: PodTemplate): object {
  const { annotations = {} } = metadata;
  const image = 'docker.io/istio/proxyv2:1.30.3';
  const securityContext = {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    privileged: false,
    readOnlyRootFilesystem: true,
    runAsGroup: 1337,
    runAsNonRoot: true,
    runAsUser: 1337,
  };
  const resources = {
    requests: { cpu: annotations[`${sidecar}proxyCPU`], memory: annotations[`${sidecar}proxyMemory`] },
    limits: { cpu: annotations[`${sidecar}proxyCPULimit`], memory: annotations[`${sidecar}proxyMemoryLimit`] },
  };
  const volumes = ['workload-socket', 'workload-certs', 'istio-envoy', 'istio-data'].map((volume) => ({
    name: volume,
    emptyDir: {},
  }));
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...metadata, name, namespace },
    spec: {
      ...spec,
      initContainers: [
        { name: 'istio-validation', image, args: ['istio-iptables', '--run-validation'], resources, securityContext },
        {
          name: 'istio-proxy',
          image,
          args: ['proxy', 'sidecar'],
          restartPolicy: 'Always',
          ports: [{ name: 'http-envoy-prom', containerPort: 15090, protocol: 'TCP' }],
          readinessProbe: { httpGet: { path: '/healthz/ready', port: 15021 } },
          resources,
          securityContext,
          volumeMounts: volumes.map((volume) => ({ name: volume.name, mountPath: `/var/run/${volume.name}` })),
        },
        ...(spec.initContainers ?? []),
      ],
      volumes: [...((spec.volumes as object[] | undefined) ?? []), ...volumes],
    },
  };
}
