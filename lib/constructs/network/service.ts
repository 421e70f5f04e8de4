import type { Construct } from 'constructs';
import { k8s } from '../../k8s';
import { Manifest } from '../manifest';
import { report } from '../report';

export interface ServiceProps {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly selector: Readonly<Record<string, string>>;
  /** Port of the Service. */
  readonly port: number;
  /** Port of the pods that it leads to. */
  readonly targetPort: number;
}

/** A cluster-internal Service with one port named `http`. Type and protocol are stated, as the documents show them. */
export function service(scope: Construct, { name, labels, selector, port, targetPort }: ServiceProps): void {
  if (!/^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name)) {
    const fix = 'use at most 63 lower case letters, digits and -, with a letter first';
    report(scope, 'invalid-name', `name '${name}' of a Service is no RFC 1035 label`, fix);
  }
  new Manifest(scope, 'Service', {
    type: k8s.KubeService,
    name,
    labels,
    body: {
      spec: {
        type: 'ClusterIP',
        ports: [{ name: 'http', port, targetPort: k8s.IntOrString.fromNumber(targetPort), protocol: 'TCP' }],
        selector: { ...selector },
      },
    },
  });
}
