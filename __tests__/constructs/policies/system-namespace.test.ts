import { SystemNamespace, type SystemNamespaceProps } from '../../../lib/constructs/policies/system-namespace';
import { renderTree } from '../../../lib/render/from-app';
import { testEnvironment } from '../../support/environment';
import { failures, identities, render, rendered } from '../../support/render';

const props: SystemNamespaceProps = {
  quota: {
    'requests.cpu': '4',
    'requests.memory': '8Gi',
    'limits.cpu': '8',
    'limits.memory': '16Gi',
    pods: '50',
  },
  limits: { default: { cpu: '500m', memory: '512Mi' }, defaultRequest: { cpu: '100m', memory: '128Mi' } },
};

function author(facts?: Parameters<typeof testEnvironment>[0], overrides: Partial<SystemNamespaceProps> = {}) {
  const { environment } = testEnvironment(facts);
  new SystemNamespace(environment, 'Namespace', { ...props, ...overrides });
  return environment;
}

test('a namespace enforces Pod Security "restricted" of the cluster\'s version', () => {
  const { metadata } = rendered(author(), 'Namespace');
  expect(metadata).not.toHaveProperty('namespace');
  expect(metadata.labels).toMatchObject({
    name: 'shop',
    'pod-security.kubernetes.io/enforce': 'restricted',
    'pod-security.kubernetes.io/enforce-version': 'v1.34',
    'pod-security.kubernetes.io/audit': 'restricted',
    'pod-security.kubernetes.io/audit-version': 'v1.34',
    'pod-security.kubernetes.io/warn': 'restricted',
    'pod-security.kubernetes.io/warn-version': 'v1.34',
  });
  expect(metadata.labels).not.toHaveProperty('istio-injection');
});

test('Argo CD never removes the namespace, and all the data in it, by itself', () => {
  expect(rendered(author(), 'Namespace').metadata.annotations['argocd.argoproj.io/sync-options']).toBe(
    'Prune=false,Delete=false',
  );
});

test('everything in it is denied, bounded and defaulted', () => {
  const environment = author();
  expect(rendered(environment, 'NetworkPolicy').spec).toEqual({
    podSelector: {},
    policyTypes: ['Ingress', 'Egress'],
  });
  expect(rendered(environment, 'ResourceQuota').spec).toEqual({ hard: props.quota });
  expect(rendered(environment, 'LimitRange').spec).toEqual({ limits: [{ type: 'Container', ...props.limits }] });
});

test('it is applied before everything else, and its file sorts first', () => {
  const { objects } = renderTree(author());
  expect(new Set(objects.map(({ file }) => file))).toEqual(new Set(['shop/production/00-shop.k8s.yaml']));
  for (const { value } of objects) {
    expect(value.metadata.annotations?.['argocd.argoproj.io/sync-wave']).toBe('-4');
  }
});

test('with a mesh it is injected, and who has no certificate may still come in', () => {
  const amount = { cpu: '20m', memory: '64Mi' };
  const environment = author({ istioProxy: { requests: amount, limits: amount } });
  expect(rendered(environment, 'Namespace').metadata.labels['istio-injection']).toBe('enabled');
  expect(rendered(environment, 'PeerAuthentication').spec).toEqual({ mtls: { mode: 'PERMISSIVE' } });
});

test('without a mesh there is nothing of one', () => {
  expect(identities(author()).join()).not.toContain('PeerAuthentication');
  expect(render(author())).toHaveLength(4);
});

test('fails on quantities that are none', () => {
  const environment = author({}, { quota: { ...props.quota, 'limits.cpu': '8 cores', 'limits.memory': '16' } });
  expect(failures(environment).map(({ message }) => message)).toEqual([
    "limits.cpu of the quota is '8 cores', expected a quantity above 0 such as 200m",
    "limits.memory of the quota is '16', 16 bytes, expected at least 1Mi",
  ]);
});
