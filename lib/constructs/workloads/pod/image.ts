import type { Construct } from 'constructs';
import { imageFault } from '../../../facts/image';
import { report } from '../../report';

/** Reports an image that is not pinned: pods of one workload would run different versions of it. */
export function checkImage(scope: Construct, name: string, image: string): void {
  const fault = imageFault(image);
  if (!fault) return;
  const fix = 'take it from the release, or write <registry>/<path>:<tag> or <registry>/<path>@sha256:<digest>';
  report(scope, 'invalid-image', `image of ${name} is '${image}', ${fault}`, fix);
}
