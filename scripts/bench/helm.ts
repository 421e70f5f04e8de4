import { spawnSync } from 'node:child_process';
import { mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Seconds that helm takes to render the same services from one chart with a loop, where helm is installed.
 *
 * @param one File of the service `service-0`, as Waybill wrote it: the chart's template is made of it
 */
export function measureHelm(one: string, services: number, folder: string): number | undefined {
  mkdirSync(join(folder, 'templates'), { recursive: true });
  writeFileSync(join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: bench\nversion: 0.1.0\n');
  const body = readFileSync(one, 'utf8').replaceAll('service-0', 'service-{{ $index }}');
  const template = `{{- range $index := until ${services} }}\n---\n${body}{{- end }}\n`;
  writeFileSync(join(folder, 'templates', 'services.yaml'), template);
  const output = openSync(join(folder, 'rendered.yaml'), 'w');
  const start = performance.now();
  const { status } = spawnSync('helm', ['template', 'bench', folder], { stdio: ['ignore', output, 'ignore'] });
  return status === 0 ? (performance.now() - start) / 1000 : undefined;
}
