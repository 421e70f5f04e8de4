import type { Environment } from '../../lib/constructs/environment';
import type { PlatformComponent } from './components';
import type { PlatformEnvironment } from './environments';
import type { PlatformValues } from './values';

/** What every part of platform is authored from: the environment, and its values. */
export interface PlatformScope {
  readonly environment: Environment<PlatformEnvironment, PlatformComponent>;
  readonly values: PlatformValues;
}
