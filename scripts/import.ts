/**
 * `npm run import`: generates the typed classes and the schemas in imports/ from the pinned sources of
 * imports/sources.yaml. `CRDS_DIR` and `KUBERNETES_OPENAPI` name folders to read from instead of downloading.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeFiles } from '../lib/render/write';
import { generateClasses } from './import/classes';
import { crdReader } from './import/crds';
import { builtInSchemas, crdSchemas } from './import/schemas';
import { readSources } from './import/sources';

const folder = join(__dirname, '..', 'imports');

async function run(): Promise<void> {
  const sources = readSources(join(folder, 'sources.yaml'));
  const read = crdReader(process.env.CRDS_DIR);
  const files = new Map<string, string>();
  const work = mkdtempSync(join(tmpdir(), 'waybill-import-'));
  try {
    for (const source of sources.sources) {
      const crds = await read(source);
      files.set(`${source.name}.ts`, generateClasses(source, crds, work));
      for (const [path, text] of crdSchemas(crds)) files.set(`schemas/${path}`, text);
    }
    for (const [path, text] of await builtInSchemas(sources, process.env.KUBERNETES_OPENAPI))
      files.set(`schemas/${path}`, text);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  const { written, removed } = writeFiles(folder, files, { owns: (file) => /^[^/]+\.ts$|^schemas\//.test(file) });
  for (const [path, text] of files) {
    const state = written.includes(path) ? 'written' : 'unchanged';
    console.log(`${path}: ${Math.ceil(text.length / 1024)} KiB, ${state}`);
  }
  for (const path of removed) console.log(`${path}: removed`);
}

run().catch((cause: Error) => {
  console.error(`error: ${cause.message}`);
  process.exitCode = 1;
});
