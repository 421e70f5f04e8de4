/**
 * Kubernetes' own kinds, as cdk8s-plus-28 generates them. Imported from its file, not from its index, which
 * also loads every L2 construct of cdk8s-plus: those are not used, and rendering would start later.
 */
export * as k8s from 'cdk8s-plus-28/lib/imports/k8s';
