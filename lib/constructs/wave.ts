/** Annotation by which Argo CD orders a sync: lower first, none is 0. */
export const syncWave = 'argocd.argoproj.io/sync-wave';

/**
 * Order on an empty cluster. What is not named here (workloads and what hangs on them) is wave 0 and carries no
 * annotation.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/
 */
export const wave = { namespace: -4, configuration: -3, backing: -2, migration: -1 } as const;

export type Wave = keyof typeof wave;
