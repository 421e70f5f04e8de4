/**
 * `npm run --silent crds`: prints the pinned CRDs of everything that we render, for a cluster that has none of the
 * operators, such as that of the tests. `CRDS_DIR` names a folder to read from instead of downloading.
 */
import { join } from 'node:path';
import { stringify } from 'yaml';
import { crdReader } from './import/crds';
import { readSources } from './import/sources';

async function run(): Promise<void> {
  const { sources } = readSources(join(__dirname, '..', 'imports', 'sources.yaml'));
  const read = crdReader(process.env.CRDS_DIR);
  for (const source of sources) {
    for (const crd of await read(source)) console.log(`---\n${stringify(crd, { aliasDuplicateObjects: false })}`);
  }
}

run().catch((cause: Error) => {
  console.error(`error: ${cause.message}`);
  process.exitCode = 1;
});
