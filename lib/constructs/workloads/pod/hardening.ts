import type { Construct } from 'constructs';
import type { k8s } from '../../../k8s';
import { report } from '../../report';

/** Who a pod runs as. Pod Security "restricted" wants a user that is not root. */
export interface Identity {
  /** User id that the image is built for; never 0. */
  readonly user: number;
  /** Group that mounted volumes belong to. @default - `user` */
  readonly fsGroup?: number;
}

/**
 * Security context of every pod: Pod Security "restricted".
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
export function podSecurityContext({ user, fsGroup = user }: Identity): k8s.PodSecurityContext {
  return { runAsNonRoot: true, runAsUser: user, fsGroup, seccompProfile: { type: 'RuntimeDefault' } };
}

/** Reports root, and a user that is none: the image's own may be root. */
export function checkIdentity(scope: Construct, name: string, { user }: Identity): void {
  if (Number.isInteger(user) && user > 0) return;
  const fix = 'state the user id that the image is built for, above 0; Pod Security "restricted" refuses root';
  report(scope, user === 0 ? 'root-user' : 'invalid-user', `${name} runs as user ${user}`, fix);
}

/** No way to gain privileges: what "restricted" asks of each container beside its pod. */
export const unprivileged: k8s.SecurityContext = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
};

/** Security context of every container of ours: unprivileged, and nothing of the image can be written. */
export const containerSecurityContext: k8s.SecurityContext = { ...unprivileged, readOnlyRootFilesystem: true };
