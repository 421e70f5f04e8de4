const base = require('./jest.config.js');

/** Tests against the cluster that KUBECONFIG names: `npm run test:cluster`. @type {import('jest').Config} */
module.exports = { ...base, testMatch: ['**/cluster/*.cluster.ts'], testTimeout: 300_000, maxWorkers: 1 };
