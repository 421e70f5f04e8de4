/**
 * `npm run bench`: renders generated services of seven objects with Waybill and with cdk8s' own `App.synth()`, each
 * cold, from the start of the process to the files on disk. The last line repeats the result as JSON.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureHelm } from './bench/helm';

interface Measurement {
  readonly seconds: number;
  readonly megabytes: number;
  readonly objects?: number;
  readonly renderToDisk?: number;
}

const sizes = [100, 300, 800, 3000, 10000];
const synthLimit = 120;
const root = mkdtempSync(join(tmpdir(), 'waybill-bench-'));

/** Runs one measurement, in an empty folder; undefined when it takes longer than the limit. */
function measure(what: string, services: number, folder: string, limit = 600): Measurement | undefined {
  const script = join(__dirname, 'bench', 'run.ts');
  const args = [
    '--require',
    join(__dirname, '..', 'bin', 'register.js'),
    script,
    what,
    String(services),
    join(root, folder),
  ];
  const { stdout, stderr, signal, status } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    timeout: limit * 1000,
  });
  if (signal === 'SIGTERM') return undefined;
  if (status !== 0) throw new Error(`${what} of ${services} services failed: ${stderr}`);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Measurement;
}

/** Exponent e of time ~ size^e between two sizes, the constant start of a process taken off. */
function growth(start: number, [a, b]: readonly [Row, Row]): number {
  return Math.log((b.waybill.seconds - start) / (a.waybill.seconds - start)) / Math.log(b.services / a.services);
}

interface Row {
  readonly services: number;
  readonly waybill: Measurement;
  readonly floor: number;
  readonly appSynth?: number;
  /** How many times longer cdk8s' own synthesis takes. */
  readonly ratio?: number;
  /** Seconds that helm takes for one chart with a loop, where it is installed. */
  readonly helm?: number;
}

function row(services: number, synthIsTooSlow: boolean): Row {
  const folder = `floor-${services}-source`;
  const waybill = measure('waybill', services, folder) as Measurement;
  const floor = (measure('floor', services, `floor-${services}`) as Measurement).seconds;
  const appSynth = synthIsTooSlow
    ? undefined
    : measure('app-synth', services, `synth-${services}`, synthLimit)?.seconds;
  const one = join(root, folder, 'bench', 'production', 'service-0.k8s.yaml');
  const helm = measureHelm(one, services, join(root, `helm-${services}`));
  return { services, waybill, floor, appSynth, ratio: appSynth && appSynth / waybill.seconds, helm };
}

const rows: Row[] = [];
const start = (measure('waybill', 1, 'start') as Measurement).seconds;
const number = (value: number | undefined, digits = 2) =>
  (value === undefined ? '-' : value.toFixed(digits)).padStart(10);
console.log(`process start ${start.toFixed(2)} s; every figure includes it but \`to disk\` and \`floor\``);
console.log('services   objects   seconds        MB   to disk     floor App.synth     ratio      helm');
for (const services of sizes) {
  const previous = rows.at(-1);
  const next = row(services, previous !== undefined && previous.appSynth === undefined);
  rows.push(next);
  const { waybill, floor, appSynth, ratio, helm } = next;
  const figures = [waybill.seconds, waybill.megabytes, waybill.renderToDisk, floor, appSynth, ratio, helm];
  const text = figures.map((value, index) => number(value, index === 1 ? 0 : 2)).join('');
  console.log(`${String(services).padStart(8)}${String(waybill.objects).padStart(10)}${text}`);
}
const exponent = growth(start, [rows.find(({ services }) => services === 800) as Row, rows.at(-1) as Row]);
console.log(`time grows as services^${exponent.toFixed(2)}`);
console.log(JSON.stringify({ start, exponent, rows }));
rmSync(root, { recursive: true, force: true });
