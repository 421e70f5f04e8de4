import { Construct } from 'constructs';
import {
  ExternalSecret as ExternalSecretManifest,
  type ExternalSecretSpecSecretStoreRefKind,
} from '../../../imports/external-secrets';
import type { k8s } from '../../k8s';
import { Manifest } from '../manifest';
import { type SecretSource, secretKey } from './secret';
import type { VariableSource } from './variable';

/** One entry of a secret store: its key there, and the property of it where it holds several values. */
export interface RemoteSecret {
  readonly key: string;
  readonly property?: string;
}

export interface ExternalSecretProps {
  /** Name of the ExternalSecret and of the Secret that it makes. */
  readonly name: string;
  /** Name of the ClusterSecretStore. */
  readonly store: string;
  /** Where each key of the Secret comes from. */
  readonly data: Readonly<Record<string, RemoteSecret>>;
  /** How often the store is asked. @default '1h' */
  readonly refreshInterval?: string;
  /** Type of the Secret. @default - Opaque */
  readonly type?: 'kubernetes.io/basic-auth';
  /** Labels of the Secret itself, which some operators look for. @default - none */
  readonly secretLabels?: Readonly<Record<string, string>>;
}

/** A Secret that External Secrets makes from a secret store. No value of it is ever rendered. */
export class ExternalSecret extends Construct implements SecretSource {
  readonly name: string;
  readonly keys: readonly string[];
  readonly envFrom: k8s.EnvFromSource;

  constructor(scope: Construct, id: string, props: ExternalSecretProps) {
    super(scope, id);
    const { name, store, data, refreshInterval = '1h', type, secretLabels } = props;
    this.name = name;
    this.keys = Object.keys(data);
    this.envFrom = { secretRef: { name } };
    const metadata = secretLabels && { labels: { ...secretLabels } };
    new Manifest(this, 'ExternalSecret', {
      type: ExternalSecretManifest,
      name,
      wave: 'configuration',
      body: {
        spec: {
          refreshInterval,
          secretStoreRef: { name: store, kind: 'ClusterSecretStore' as ExternalSecretSpecSecretStoreRefKind },
          target: { name, ...((type || metadata) && { template: { type, metadata } }) },
          data: Object.entries(data).map(([secretKey, remoteRef]) => ({ secretKey, remoteRef: { ...remoteRef } })),
        },
      },
    });
  }

  key(key: string): VariableSource {
    return secretKey(this, this, key);
  }
}
