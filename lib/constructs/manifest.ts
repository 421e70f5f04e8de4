import { ApiObject, Chart, type GroupVersionKind } from 'cdk8s';
import type { Construct } from 'constructs';
import { error, ProblemError } from '../problem';
import { checkAnnotations, checkLabels } from './labels';
import { report } from './report';
import { syncWave, type Wave, wave } from './wave';

/** A generated class of a kind: `k8s.KubeDeployment`, `Cluster` of imports/cloudnative-pg, and so on. */
export interface ManifestType<P> {
  readonly GVK: GroupVersionKind;
  manifest(props: P): unknown;
}

/** What an object has beside its metadata. */
export type ManifestBody<P> = Omit<P, 'metadata'>;

export interface ManifestProps<P> {
  readonly type: ManifestType<P>;
  /** `metadata.name`: explicit, never derived from the construct's path. */
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** When it is applied on an empty cluster. @default - with the workloads */
  readonly wave?: Wave;
  /** True for a kind that has no namespace. @default false */
  readonly clusterScoped?: boolean;
  /** The rest of the object; a function is asked once per rendering, so that what is added later counts. @default - none */
  readonly body?: ManifestBody<P> | (() => ManifestBody<P>);
}

/** RFC 1123 subdomain: what the API server takes for most names. */
const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/**
 * The carrier of every object that Waybill authors: an `ApiObject` whose content goes through the generated
 * `manifest()` of its kind only once. The generated classes themselves resolve and copy every value several times,
 * which is half of the time of a render (docs/decisions/0003).
 */
export class Manifest<P> extends ApiObject {
  private readonly type: ManifestType<P>;
  private readonly body: () => ManifestBody<P>;
  private readonly clusterScoped: boolean;

  constructor(scope: Construct, id: string, props: ManifestProps<P>) {
    const { type, name, body } = props;
    if (!scope.node.scopes.some(Chart.isChart)) {
      const message = `${type.GVK.kind} ${name} would be in no file: it is not below a Component`;
      throw new ProblemError([error('no-component', scope.node.path, message, 'author it in a Component')]);
    }
    const annotations = props.wave ? { [syncWave]: String(wave[props.wave]), ...props.annotations } : props.annotations;
    super(scope, id, { ...type.GVK, metadata: { name, labels: { ...props.labels }, annotations: { ...annotations } } });
    this.type = type;
    this.body = typeof body === 'function' ? (body as () => ManifestBody<P>) : () => (body ?? {}) as ManifestBody<P>;
    this.clusterScoped = props.clusterScoped ?? false;
    if (typeof name !== 'string' || name.length > 253 || !subdomain.test(name)) {
      const message = `name '${name}' of ${type.GVK.kind} is no RFC 1123 subdomain`;
      report(this, 'invalid-name', message, 'use lower case letters, digits, - and ., at most 253 of them');
    }
    checkLabels(this, props.labels);
    checkAnnotations(this, props.annotations);
  }

  override toJson(): Record<string, unknown> {
    const { namespace, ...metadata } = this.metadata.toJson() as Record<string, unknown>;
    const content = this.type.manifest(this.body() as P) as Record<string, unknown>;
    const scoped = this.clusterScoped ? metadata : { ...metadata, namespace };
    return { ...content, ...this.type.GVK, metadata: scoped };
  }
}
