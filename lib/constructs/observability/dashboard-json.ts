import type { Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import type { PanelBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { withMatchers } from './promql';

/** One query of a panel. */
export interface Target {
  /** PromQL; Grafana's own variables (`$__rate_interval`) and, in strings, those of the dashboard are kept. */
  readonly expr: string;
  /** Name of a series; `{{label}}` stands for the value of a label. */
  readonly legend: string;
}

/** Units by Grafana's names: requests a second, a fraction of 1, seconds, bytes, a plain number. */
export type Unit = 'reqps' | 'percentunit' | 's' | 'bytes' | 'short';

/** A graph over time, or the latest value as one big number. */
export interface Panel {
  readonly type: 'timeseries' | 'stat';
  readonly title: string;
  readonly unit: Unit;
  /** 1 to 26 queries. */
  readonly targets: readonly Target[];
}

export interface DashboardJsonProps {
  /** Identity in Grafana, and in links to it: 1 to 40 letters, digits, `-` and `_`, unique in a Grafana. */
  readonly uid: string;
  readonly title: string;
  /** Two a row, in this order. */
  readonly panels: readonly Panel[];
  /** How often the panels are read again: a Prometheus duration. @default '30s' */
  readonly refresh?: string;
  /** Words by which it is found. @default - none */
  readonly tags?: readonly string[];
  /** Added to every selector of every query. @default - none */
  readonly matchers?: Readonly<Record<string, string>>;
}

/** A dashboard as Grafana reads it from a file. The data source is chosen on the dashboard, Prometheus' default first. */
export function dashboardJson(props: DashboardJsonProps): string {
  const { uid, title, panels, refresh = '30s', tags = [], matchers = {} } = props;
  // Loaded here: it takes longer than all else that a system without dashboards needs. Its modules of single panel
  // types would double that, for defaults that Grafana has too.
  const sdk =
    require('@grafana/grafana-foundation-sdk/dashboard') as typeof import('@grafana/grafana-foundation-sdk/dashboard');
  const builder = new sdk.DashboardBuilder(title)
    .uid(uid)
    .tags([...tags])
    .refresh(refresh)
    .time({ from: 'now-1h', to: 'now' })
    .withVariable(new sdk.DatasourceVariableBuilder('datasource').label('Data source').type('prometheus'));
  for (const [index, panel] of panels.entries()) {
    builder.withPanel(buildPanel(new sdk.PanelBuilder(), panel, index, matchers));
  }
  return `${JSON.stringify(sortKeys(builder.build()), null, 2)}\n`;
}

const datasource = { type: 'prometheus', uid: `\${datasource}` };
const width = 12;
const height = 8;

const options = {
  timeseries: {
    legend: { displayMode: 'list', placement: 'bottom', showLegend: true, calcs: [] },
    tooltip: { mode: 'multi', sort: 'desc' },
  },
  stat: {
    reduceOptions: { calcs: ['lastNotNull'], fields: '', values: false },
    colorMode: 'value',
    graphMode: 'area',
  },
} as const;

function buildPanel(builder: PanelBuilder, panel: Panel, index: number, matchers: Readonly<Record<string, string>>) {
  const column = index % 2;
  builder
    .id(index + 1)
    .type(panel.type)
    .title(panel.title)
    .unit(panel.unit)
    .datasource(datasource)
    .options(options[panel.type])
    .gridPos({ x: column * width, y: ((index - column) / 2) * height, w: width, h: height });
  for (const [position, { expr, legend }] of panel.targets.entries()) {
    const query = {
      refId: String.fromCharCode(65 + position),
      datasource,
      expr: withMatchers(expr.trim(), matchers, 'grafana'),
      legendFormat: legend,
      range: true,
    };
    builder.withTarget({ build: () => query as unknown as Dataquery });
  }
  return builder;
}

/** Alphabetical, as Grafana exports it: releases of the builders change no order. */
function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sortKeys(item)]));
}
