/**
 * Annotation of what holds data, or takes data with it when it goes: Argo CD neither prunes it when it leaves git nor
 * deletes it with its Application. Whoever wants it gone deletes it by hand.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/
 */
export const keepData = { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' } as const;
