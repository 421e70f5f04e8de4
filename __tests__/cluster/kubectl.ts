import { execFileSync, spawnSync } from 'node:child_process';

/** What a kubectl command printed. */
export interface Result {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs kubectl against the cluster that KUBECONFIG names, and returns what it printed, whatever its exit code. */
export function run(args: readonly string[], input?: string): Result {
  const { status, stdout, stderr } = spawnSync('kubectl', args, { encoding: 'utf8', input, maxBuffer: 2 ** 28 });
  return { status: status ?? -1, stdout, stderr };
}

/** Runs kubectl and returns its output; fails the test with what it printed when kubectl fails. */
export function kubectl(args: readonly string[], input?: string): string {
  const { status, stdout, stderr } = run(args, input);
  if (status !== 0) throw new Error(`kubectl ${args.join(' ')} failed with ${status}:\n${stdout}${stderr}`);
  return stdout;
}

/** An object as the API server has it. */
export interface LiveObject {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly generation?: number; readonly resourceVersion: string };
  readonly spec: Record<string, unknown>;
  readonly status?: Record<string, unknown>;
}

/** Objects of a kind in a namespace. */
export function list(kind: string, namespace: string): LiveObject[] {
  return (JSON.parse(kubectl(['get', kind, '-n', namespace, '-o', 'json'])) as { items: LiveObject[] }).items;
}

/** Fails with a clear message where there is no cluster to test against. */
export function requireCluster(): void {
  if (!process.env.KUBECONFIG) throw new Error('KUBECONFIG names no cluster: set it to one that may be written to');
  execFileSync('kubectl', ['get', '--raw', '/readyz']);
}
