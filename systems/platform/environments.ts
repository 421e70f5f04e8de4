import { clusters } from '../../clusters';
import type { EnvironmentFacts } from '../../lib/facts/environment';

/** Environments of platform in Kubernetes; `local` is Compose only. */
export type PlatformEnvironment = 'staging' | 'production';

/** Small, as every pod has one and they count against the quota of document 004. */
const istioProxy = {
  requests: { cpu: '20m', memory: '64Mi' },
  limits: { cpu: '50m', memory: '128Mi' },
} as const;

/** Document 004, sections 1.1 and 3.1. */
export const environments: Record<PlatformEnvironment, EnvironmentFacts> = {
  staging: { cluster: clusters.platformStaging, namespace: 'platform-staging', tier: 'staging', istioProxy },
  production: { cluster: clusters.platformProduction, namespace: 'platform', tier: 'production', istioProxy },
};
