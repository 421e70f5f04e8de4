import type { Pods } from './pod';
import { type Loose, title } from './rendered';

/** Redis operator 0.26: labels of the custom resource win over its own. */
export function redisPods(object: Loose, role: 'leader' | 'follower'): Pods {
  const { metadata, spec } = object;
  const { replicas, resources } = role === 'leader' ? spec.redisLeader : spec.redisFollower;
  return {
    of: `${title(object)} (${role})`,
    namespace: metadata.namespace,
    labels: { app: `${metadata.name}-${role}`, redis_setup_type: 'cluster', role, ...metadata.labels },
    annotations: {},
    spec: {
      containers: [
        { name: `${metadata.name}-${role}`, resources, ports: [{ name: 'redis', containerPort: 6379 }] },
        ...(spec.redisExporter?.enabled
          ? [
              {
                name: 'redis-exporter',
                resources: spec.redisExporter.resources,
                ports: [{ name: 'redis-exporter', containerPort: 9121 }],
              },
            ]
          : []),
      ],
    },
    most: replicas,
  };
}
