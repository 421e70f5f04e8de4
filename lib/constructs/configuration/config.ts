import { Construct } from 'constructs';
import { k8s } from '../../k8s';
import { Manifest } from '../manifest';
import { present } from '../present';
import { report } from '../report';
import { checkVariables, type VariableSource, type VariablesSource } from './variable';

export interface ConfigProps {
  /** Name of the ConfigMap. */
  readonly name: string;
  /** Its entries: variables, or files by name. */
  readonly data: Readonly<Record<string, string>>;
  /** What the entries are. @default 'variables' */
  readonly of?: 'variables' | 'files';
  readonly labels?: Readonly<Record<string, string>>;
}

/** A ConfigMap. Pods that use it carry a checksum of it, so that they are rolled when it changes. */
export class Config extends Construct implements VariablesSource {
  readonly name: string;
  readonly keys: readonly string[];
  readonly envFrom: k8s.EnvFromSource;
  readonly content: () => string;

  constructor(scope: Construct, id: string, { name, data, of = 'variables', labels }: ConfigProps) {
    super(scope, id);
    if (of === 'variables') checkVariables(this, data);
    else checkFiles(this, name, data);
    this.name = name;
    this.keys = Object.keys(data);
    this.envFrom = { configMapRef: { name } };
    const text = JSON.stringify(Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1)));
    this.content = () => text;
    new Manifest(this, 'ConfigMap', {
      type: k8s.KubeConfigMap,
      name,
      labels,
      wave: 'configuration',
      body: { data: present(data) },
    });
  }

  /** One entry, as the value of a variable. */
  key(key: string): VariableSource {
    if (!this.keys.includes(key)) reportUnknownKey(this, `ConfigMap ${this.name}`, key, this.keys);
    return { valueFrom: { configMapKeyRef: { name: this.name, key } }, content: this.content };
  }
}

/** Says that something was asked for a key that it does not have. */
export function reportUnknownKey(scope: Construct, what: string, key: string, keys: readonly string[]): void {
  report(scope, 'unknown-key', `${what} has no key ${key}, it has ${keys.join(', ')}`, 'mend the name, or add the key');
}

function checkFiles(scope: Construct, config: string, data: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(data)) {
    if (/^[-._a-zA-Z0-9]{1,253}$/.test(file) && typeof text === 'string') continue;
    const message = `entry '${file}' of ConfigMap ${config} is ${JSON.stringify(text)}`;
    report(scope, 'invalid-file', message, 'name it with letters, digits, -, _ and ., and give its text as a string');
  }
}
