import { Dashboard, type DashboardProps, type Panel } from '../../../lib/constructs/observability/dashboard';
import { objectsOf, problemsOf, testEnvironment } from '../../support/environment';

const panel: Panel = {
  type: 'timeseries',
  title: 'Request Rate',
  unit: 'reqps',
  targets: [{ expr: 'sum(rate(a_total[$__rate_interval])) by (path)', legend: '{{path}}' }],
};

function author(props: Partial<DashboardProps> = {}) {
  const { component } = testEnvironment();
  const given = { name: 'shop-overview', uid: 'shop-overview', title: 'Shop', panels: [panel], ...props };
  return new Dashboard(component, 'Dashboard', given);
}

const textOf = (dashboard: Dashboard): string => objectsOf(dashboard)[0].data['shop-overview.json'];
const jsonOf = (dashboard: Dashboard) => JSON.parse(textOf(dashboard));

describe('Dashboard', () => {
  it("renders a ConfigMap that Grafana's sidecar finds, with a file named after the uid", () => {
    const [configMap] = objectsOf(author({ name: 'other-name' }));
    expect(configMap).toMatchObject({ kind: 'ConfigMap', metadata: { name: 'other-name', namespace: 'shop' } });
    expect(configMap.metadata.labels).toMatchObject({ grafana_dashboard: '1' });
    expect(Object.keys(configMap.data)).toEqual(['shop-overview.json']);
  });

  it('says what Grafana needs to load it', () => {
    expect(jsonOf(author({ refresh: '1m' }))).toMatchObject({
      uid: 'shop-overview',
      title: 'Shop',
      schemaVersion: expect.any(Number),
      tags: ['shop', 'production'],
      refresh: '1m',
      time: { from: 'now-1h', to: 'now' },
      templating: { list: [{ name: 'datasource', type: 'datasource', query: 'prometheus' }] },
    });
  });

  it('limits queries to the namespace and reads them from the chosen data source', () => {
    const datasource = { type: 'prometheus', uid: `\${datasource}` };
    expect(jsonOf(author()).panels).toMatchObject([
      {
        type: 'timeseries',
        title: 'Request Rate',
        datasource,
        fieldConfig: { defaults: { unit: 'reqps' } },
        targets: [
          {
            refId: 'A',
            datasource,
            expr: 'sum(rate(a_total{namespace="shop"}[$__rate_interval])) by (path)',
            legendFormat: '{{path}}',
          },
        ],
      },
    ]);
  });

  it('gives panels ids of their own and places that do not overlap', () => {
    const panels: Panel[] = Array.from({ length: 5 }, (_, index) => ({
      ...panel,
      type: index % 2 ? 'stat' : 'timeseries',
    }));
    const rendered: { id: number; gridPos: { x: number; y: number; w: number; h: number } }[] = jsonOf(
      author({ panels }),
    ).panels;
    expect(rendered.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5]);
    const cells = rendered.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)},${y + Math.floor(cell / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(rendered.every(({ gridPos: { x, w } }) => x + w <= 24)).toBe(true);
  });

  it('gives the same text every time, with sorted keys', () => {
    expect(textOf(author())).toBe(textOf(author()));
    const keys = Object.keys(jsonOf(author()));
    expect(keys).toEqual([...keys].sort());
    expect(textOf(author())).toMatch(/^\{\n {2}"annotations"[\s\S]*\}\n$/);
  });

  test.each<[string, Partial<DashboardProps>, string, string]>([
    ['a uid of more than 40 characters', { uid: 'u'.repeat(41) }, 'invalid-uid', 'uuu'],
    ['a uid with a slash', { uid: 'a/b' }, 'invalid-uid', 'a/b'],
    ['no title', { title: '' }, 'empty-text', 'no title'],
    ['no panels', { panels: [] }, 'no-panels', 'shop-overview'],
    ['a refresh that is no duration', { refresh: 'often' }, 'invalid-duration', 'often'],
    ['a panel without queries', { panels: [{ ...panel, targets: [] }] }, 'invalid-panel', "panel 'Request Rate'"],
    [
      'a query that does not parse',
      { panels: [{ ...panel, targets: [{ expr: 'sum(', legend: '' }] }] },
      'invalid-promql',
      "panel 'Request Rate' of dashboard shop-overview: unexpected end",
    ],
    [
      'more than a ConfigMap holds',
      { panels: Array.from({ length: 2000 }, () => panel) },
      'too-large',
      'a ConfigMap holds 1048576',
    ],
  ])('fails for %s', (_, props, code, message) => {
    expect(problemsOf(author(props))).toMatchObject([{ code, message: expect.stringContaining(message) }]);
  });
});
