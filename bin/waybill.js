#!/usr/bin/env node
// TypeScript runs as it is: see docs/decisions/0007.
require('tsx/cjs');
const { main } = require('../cli/main.ts');

main(process.argv).then((code) => {
  process.exitCode = code;
});
