/** Where a file of manifests belongs. What belongs to a whole cluster has no system. */
export interface Place {
  readonly system?: string;
  readonly environment?: string;
  readonly cluster?: string;
}

/** Ends the name of every file of manifests that is rendered. */
export const manifestSuffix = '.k8s.yaml';

/** Path in `dist/` of a component of a system in one environment. */
export function componentFile(system: string, environment: string, component: string): string {
  return `${system}/${environment}/${component}${manifestSuffix}`;
}

/** What the path of a file says about its place: nothing, where it is not laid out as ours are. */
export function placeOf(file: string): Place {
  const [first, second, name, ...deeper] = file.split('/');
  if (!name?.endsWith(manifestSuffix) || deeper.length > 0) return {};
  return first === 'clusters' ? { cluster: second } : { system: first, environment: second };
}
