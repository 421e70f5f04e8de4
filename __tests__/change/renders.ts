import type { KubernetesObject, Render, RenderedObject } from '../../lib/render/render';

/** A Render of these objects, all in one file unless they say otherwise. */
export function renderOf(...objects: (KubernetesObject | Partial<RenderedObject>)[]): Render {
  return {
    objects: objects.map((given, position) => {
      const { value, ...rest } = 'apiVersion' in given ? { value: given as KubernetesObject } : given;
      const locate = () => ({ line: 1, column: 1 });
      return { value: value as KubernetesObject, file: 'all.yaml', position, locate, ...rest } as RenderedObject;
    }),
  };
}

/** An object named `web` in the namespace `shop`. */
export function object(apiVersion: string, kind: string, body: object = {}, metadata: object = {}): KubernetesObject {
  return { apiVersion, kind, metadata: { name: 'web', namespace: 'shop', ...metadata }, ...body };
}

/** A Deployment with one container. */
export function deployment(container: object = {}, spec: object = {}): KubernetesObject {
  const template = { spec: { containers: [{ name: 'web', image: 'registry.example/web:v1', ...container }] } };
  return object('apps/v1', 'Deployment', { spec: { replicas: 2, template, ...spec } });
}
