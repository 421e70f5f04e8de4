import { Component } from '../../lib/constructs/component';
import type { QueueScaler } from '../../lib/constructs/scaling/queue-scaler';
import { Worker } from '../../lib/constructs/workloads/worker';
import { components } from './components';
import type { Configuration } from './configuration';
import type { PlatformScope } from './scope';

/** The consumer of RabbitMQ: as many pods as hold 20 waiting messages each. */
export function platformWorker(
  { environment, values }: PlatformScope,
  { config }: Configuration,
  queue: QueueScaler,
): Worker {
  const { name } = components.worker;
  const component = new Component(environment, 'Worker', { name });
  return new Worker(component, 'Worker', {
    name,
    labels: { version: 'v1' },
    image: environment.release.image(name),
    version: environment.release.version(name),
    user: 1000,
    envFrom: [config],
    resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { cpu: '200m', memory: '512Mi' } },
    // A task that has begun is finished before the pod goes.
    drainSeconds: 60,
    probes: { none: 'the document names no endpoint and no command' },
    writable: ['/tmp'],
    scale: { ...values.worker, queue: { of: queue, name: 'platform.tasks', length: 20 } },
  });
}
