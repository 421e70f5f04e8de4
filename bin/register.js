// Lets Node run TypeScript (docs/decisions/0007), and says in a few lines what keeps a definition from being loaded or
// authored: Node alone would print the minified source of what loads it. Bugs of ours keep their stack.
const Module = require('node:module');
const { join, relative } = require('node:path');

const root = join(__dirname, '..');

// Packages are JavaScript already: looking through them for what to compile, and reading their source maps, would
// double the time to start.
const plain = Module._extensions['.js'];
require('tsx/cjs');
const compiled = Module._extensions['.js'];
Module._extensions['.js'] = (module, file) => {
  if (!file.includes('node_modules')) return compiled(module, file);
  process.setSourceMapsEnabled(false);
  try {
    return plain(module, file);
  } finally {
    process.setSourceMapsEnabled(true);
  }
};

process.on('uncaughtException', (cause) => {
  console.error(describe(cause));
  process.exit(1);
});

function describe(cause) {
  if (!(cause instanceof Error)) return String(cause);
  if (cause.name === 'TransformError') {
    const errors = cause.message.split('\n').filter((line) => line.includes(': ERROR: '));
    return says(errors.map((line) => relative(root, line).replace(': ERROR: ', ': ')).join('\n  '));
  }
  if (cause.code === 'MODULE_NOT_FOUND') {
    return says(`${relative(root, cause.requireStack?.[0] ?? '')}: ${cause.message.split('\n')[0]}`);
  }
  const place = authored(cause);
  return place ? says(`${place}: ${cause.message}`) : cause.stack;
}

function says(what) {
  return `error: ${what}\n  fix: mend the definition; \`npm run types\` says more\nnothing was written`;
}

/** The line of a system that is at fault: where it was thrown, or where it called what refused its input. */
function authored({ stack = '' }) {
  const frames = stack
    .split('\n')
    .filter((line) => /^\s+at .*[/\\][^)]*:\d+:\d+\)?$/.test(line) && !line.includes('node:'));
  const theirs = frames.find((line) => !/node_modules[/\\](constructs|cdk8s)[/\\]/.test(line));
  const ours = /[/\\]lib[/\\]/;
  const system = frames.find((line) => /[/\\](systems[/\\]|clusters\.ts)/.test(line));
  const refused = frames[0] !== theirs;
  if (!system || (theirs && ours.test(theirs) && !refused)) return undefined;
  return relative(root, /\(?([^\s(]+:\d+:\d+)\)?$/.exec(system)[1]);
}
