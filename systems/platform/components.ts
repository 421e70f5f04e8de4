/** Components of platform: their names, and the ports they listen on. */
export const components = {
  api: { name: 'platform-api', port: 8000 },
  auth: { name: 'platform-auth', port: 8001 },
  user: { name: 'platform-user', port: 8002 },
  worker: { name: 'platform-worker' },
} as const;

export type PlatformComponent = (typeof components)[keyof typeof components]['name'];

/** Where every web service of platform answers: document 004, section 5.1. */
export const healthPaths = { live: '/health/live', ready: '/health/ready', metrics: '/health/metrics' } as const;

export const database = { name: 'platform', user: 'platform' } as const;
