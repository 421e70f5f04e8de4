import { refuse } from './refuse';
import type { Source } from './sources';

/** Reads the CRD files of a source from GitHub, at its tag. @throws ProblemError that names the way without a network */
export function download({ repository, tag, files }: Source): Promise<string[]> {
  return Promise.all(files.map((file) => text(`https://raw.githubusercontent.com/${repository}/${tag}/${file}`)));
}

async function text(url: string): Promise<string> {
  const without = 'without a network, let CRDS_DIR name a folder that holds the CRDs';
  const response = await fetch(url, { signal: AbortSignal.timeout(60_000) }).catch((cause: Error) => {
    const { message } = (cause.cause as Error | undefined) ?? cause;
    return refuse(url, `cannot be downloaded: ${message}`, without);
  });
  if (response.ok) return response.text();
  const fix = `check repository, tag and files in imports/sources.yaml; ${without}`;
  return refuse(url, `cannot be downloaded: ${response.status} ${response.statusText}`, fix);
}
