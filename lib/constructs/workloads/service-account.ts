import type { Construct } from 'constructs';
import { k8s } from '../../k8s';
import { Manifest } from '../manifest';
import type { Wave } from '../wave';

export interface ServiceAccountProps {
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations, for example a cloud identity. @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
  /** Mount a token of the API server into the pods. @default false */
  readonly automountToken?: boolean;
  /** @default - with the workloads */
  readonly wave?: Wave;
}

/** The identity of a workload: one each, and no token of the API server unless the workload talks to it. */
export function serviceAccount(scope: Construct, props: ServiceAccountProps): Manifest<k8s.KubeServiceAccountProps> {
  const { automountToken = false, ...metadata } = props;
  const body = { automountServiceAccountToken: automountToken };
  return new Manifest(scope, 'ServiceAccount', { ...metadata, type: k8s.KubeServiceAccount, body });
}
