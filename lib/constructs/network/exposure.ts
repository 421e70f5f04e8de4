import { isIP } from 'node:net';
import { Construct } from 'constructs';
import { k8s } from '../../k8s';
import { isHostName } from '../../names';
import { Environment } from '../environment';
import { Manifest } from '../manifest';
import { report } from '../report';
import { foreignPods } from './peer';

export interface ExposureProps {
  /** Host that the ingress controller serves. */
  readonly host: string;
  /** How it is served with TLS: by a certificate that cert-manager gets from an issuer, into a Secret. */
  readonly tls: { readonly clusterIssuer: string; readonly secretName: string };
  /** Name of the Ingress. @default - the Service's name */
  readonly name?: string;
  /** Annotations for the ingress controller, for example timeouts. @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface ExposedService {
  readonly name: string;
  readonly port: number;
  readonly labels: Readonly<Record<string, string>>;
}

/** An Ingress that leads everything of one host to a Service. */
export class Exposure extends Construct {
  /** Address for people, `https://<host>`. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: ExposureProps & { readonly service: ExposedService }) {
    super(scope, id);
    const { host, tls, service, name = service.name, annotations } = props;
    this.url = `https://${host}`;
    if (!isHostName(host) || isIP(host)) {
      report(this, 'invalid-host', `host is '${host}'`, 'use a DNS name such as api.example.com');
    }
    if (!tls?.clusterIssuer || !tls.secretName) {
      const message = `tls of host ${host} is ${JSON.stringify(tls)}`;
      report(this, 'missing-tls', message, 'state clusterIssuer and secretName: nothing is served without TLS');
      return;
    }
    const { ingress } = Environment.of(this).cluster;
    if (ingress.certificateChallenge === 'http01') this.admitCertificateChallenge(name, service.labels);
    const backend = { service: { name: service.name, port: { number: service.port } } };
    new Manifest(this, 'Ingress', {
      type: k8s.KubeIngress,
      name,
      labels: service.labels,
      annotations: { 'cert-manager.io/cluster-issuer': tls.clusterIssuer, ...annotations },
      body: {
        spec: {
          ingressClassName: ingress.className,
          tls: [{ hosts: [host], secretName: tls.secretName }],
          rules: [{ host, http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }],
        },
      },
    });
  }

  /** While cert-manager proves that the host is ours, the ingress controller leads to a pod of cert-manager's. */
  private admitCertificateChallenge(name: string, labels: Readonly<Record<string, string>>): void {
    const ports = [{ protocol: 'TCP', port: k8s.IntOrString.fromNumber(8089) }];
    new Manifest(this, 'CertificateChallenge', {
      type: k8s.KubeNetworkPolicy,
      name: `${name}-certificate-challenge`,
      labels,
      body: {
        spec: {
          podSelector: { matchLabels: { 'acme.cert-manager.io/http01-solver': 'true' } },
          policyTypes: ['Ingress'],
          ingress: [{ from: foreignPods(Environment.of(this).cluster.ingress), ports }],
        },
      },
    });
  }
}
