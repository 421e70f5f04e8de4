#!/usr/bin/env node
require('./register');
const { main } = require('../cli/main.ts');

main(process.argv).then((code) => {
  process.exitCode = code;
});
