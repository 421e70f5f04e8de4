import { join } from 'node:path';
import { runSynth } from './cli/run-synth';
import { authorSystem } from './lib/constructs/system';
import type { Project } from './lib/project';
import { platform } from './systems/platform';
import { platformCompose } from './systems/platform/compose';

/** Everything that this repository renders. */
export const project: Project = {
  root: __dirname,
  author(app) {
    authorSystem(app, platform, { releases: join(__dirname, 'releases') });
  },
  sideOutputs: () => [{ folder: 'compose/platform', files: platformCompose() }],
};

if (require.main === module) {
  // The only place that reads environment variables: cdk8s-cli says by them where to write.
  process.exitCode = runSynth(project, {
    outdir: process.env.CDK8S_OUTDIR,
    recordConstructMetadata: process.env.CDK8S_RECORD_CONSTRUCT_METADATA === 'true',
  });
}
