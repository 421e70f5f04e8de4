/**
 * One measurement in a process of its own: `run.ts <what> <services> <folder>`. Prints one line of JSON. The folder is
 * where it writes; for `floor` it holds what `waybill` wrote.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { App } from 'cdk8s';
import { renderTree } from '../../lib/render/from-app';
import { filesOf } from '../../lib/render/synth';
import { writeFiles } from '../../lib/render/write';
import { authorServices } from './services';

const [what, services, folder] = process.argv.slice(2) as [string, string, string];
const app = new App({ outdir: folder, recordConstructMetadata: false });

const subjects: Record<string, () => Record<string, number>> = {
  waybill() {
    authorServices(app, Number(services));
    const render = renderTree(app);
    const rendered = performance.now();
    writeFiles(folder, filesOf(render), { owns: () => true });
    return { objects: render.objects.length, renderToDisk: (performance.now() - rendered) / 1000 };
  },
  'app-synth'() {
    authorServices(app, Number(services));
    mkdirSync(folder, { recursive: true });
    app.synth();
    return {};
  },
  floor() {
    const source = `${folder}-source`;
    const files = readdirSync(source, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const texts = files.map(({ name, parentPath }) => [
      join(parentPath, name),
      readFileSync(join(parentPath, name), 'utf8'),
    ]);
    authorServices(app, Number(services));
    const objects = renderTree(app).objects.map(({ value }) => value);
    const start = performance.now();
    JSON.stringify(objects);
    for (const [path = '', text = ''] of texts) {
      const target = path.replace(source, folder);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, text);
    }
    return { seconds: (performance.now() - start) / 1000 };
  },
};

const result = subjects[what]?.() ?? {};
const seconds = performance.now() / 1000;
const megabytes = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ seconds, megabytes, ...result }));
