import { Construct } from 'constructs';
import type { k8s } from '../../k8s';
import { reportUnknownKey } from './config';
import type { VariableSource, VariablesSource } from './variable';

/** A Secret that something makes in the cluster: its name and keys are known, its values never are. */
export interface SecretSource extends VariablesSource {
  readonly name: string;
  /** One key, as the value of a variable. An unknown key is reported. */
  key(key: string): VariableSource;
}

export interface SecretReferenceProps {
  readonly name: string;
  readonly keys: readonly string[];
}

/** A Secret that an operator makes by itself, for example RabbitMQ's default user. Renders nothing. */
export class SecretReference extends Construct implements SecretSource {
  readonly name: string;
  readonly keys: readonly string[];
  readonly envFrom: k8s.EnvFromSource;

  constructor(scope: Construct, id: string, { name, keys }: SecretReferenceProps) {
    super(scope, id);
    this.name = name;
    this.keys = keys;
    this.envFrom = { secretRef: { name } };
  }

  key(key: string): VariableSource {
    return secretKey(this, this, key);
  }
}

/** One key of a secret; an unknown one is reported on the construct. */
export function secretKey(scope: Construct, { name, keys }: Omit<SecretSource, 'key'>, key: string): VariableSource {
  if (!keys.includes(key)) reportUnknownKey(scope, `Secret ${name}`, key, keys);
  return { valueFrom: { secretKeyRef: { name, key } } };
}
