import type { App } from 'cdk8s';
import { Component } from '../../lib/constructs/component';
import { Environment } from '../../lib/constructs/environment';
import { WebService } from '../../lib/constructs/workloads/web-service';
import type { Cluster } from '../../lib/facts/cluster';

const nobody = { namespace: 'elsewhere', podLabels: { app: 'nobody' } };

const cluster: Cluster = {
  name: 'bench',
  kubernetesVersion: '1.34',
  server: 'https://kubernetes.default.svc',
  nodes: 3,
  zones: ['a', 'b', 'c'],
  apiServer: { cidr: '10.0.0.0/16', port: 443 },
  storageClass: 'standard',
  ingress: { ...nobody, className: 'nginx', certificateChallenge: 'dns01' },
  monitoring: nobody,
  operators: { 'cloudnative-pg': nobody, rabbitmq: nobody, redis: nobody, keda: nobody },
};

/** Services of seven objects each: ServiceAccount, Deployment, Service, Ingress, autoscaler, budget, network policy. */
export function authorServices(app: App, count: number): void {
  const release = { image: (name: string) => `registry.example.com/${name}:v1.0.0`, version: () => 'v1.0.0' };
  const facts = { cluster, namespace: 'bench', tier: 'production' } as const;
  const environment = new Environment(app, 'bench', { system: 'bench', name: 'production', facts, release });
  for (let index = 0; index < count; index++) {
    const name = `service-${index}`;
    new WebService(new Component(environment, name, { name }), 'Service', {
      name,
      image: release.image(name),
      version: 'v1.0.0',
      user: 1000,
      port: 8000,
      env: { LOG_LEVEL: 'INFO', GREETING: `hello from ${name}` },
      resources: { requests: { cpu: '200m', memory: '256Mi' }, limits: { cpu: '1', memory: '512Mi' } },
      probes: { liveness: '/health/live', readiness: '/health/ready' },
      preStop: { sleepSeconds: 10 },
      writable: ['/tmp'],
      scale: { min: 3, max: 10, cpu: 70, memory: 80 },
      expose: { host: `${name}.example.com`, tls: { clusterIssuer: 'letsencrypt-prod', secretName: `${name}-tls` } },
    });
  }
}
