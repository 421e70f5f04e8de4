/**
 * `npm run import`: generates the typed classes and the schemas in imports/ from the pinned sources of
 * imports/sources.yaml. `CRDS_DIR` and `KUBERNETES_OPENAPI` name folders to read from (imports/README.md).
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { printProblems } from '../cli/print-problems';
import { writeFiles } from '../lib/render/write';
import { classFiles } from './import/classes';
import { type Crd, crdReader } from './import/crds';
import { kubernetesText } from './import/kubernetes';
import { schemaFiles } from './import/schemas';
import { readSources, type Source } from './import/sources';

const folder = join(__dirname, '..', 'imports');
const kubernetes = 'schemas/kubernetes.json';

async function run(): Promise<void> {
  const sources = readSources(join(folder, 'sources.yaml'));
  const read = crdReader(process.env.CRDS_DIR);
  const crds = new Map<Source, readonly Crd[]>();
  for (const source of sources.sources) crds.set(source, await read(source));
  const file = join(folder, kubernetes);
  const present = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  const files = new Map([
    ...classFiles(crds),
    ...[...crds].flatMap(([source, each]) => [...schemaFiles(source, each)]),
    [kubernetes, kubernetesText(sources, process.env.KUBERNETES_OPENAPI, present)] as const,
  ]);
  const { written, removed } = writeFiles(folder, files, { owns: (path) => /^[^/]+\.ts$|^schemas\//.test(path) });
  for (const [path, text] of files) {
    const state = written.includes(path) ? 'written' : 'unchanged';
    console.log(`${path}: ${Math.ceil(text.length / 1024)} KiB, ${state}`);
  }
  for (const path of removed) console.log(`${path}: removed`);
}

run().catch((cause: unknown) => {
  process.exitCode = printProblems(cause);
});
