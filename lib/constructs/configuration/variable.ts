import { isDeepStrictEqual } from 'node:util';
import type { Construct } from 'constructs';
import type { k8s } from '../../k8s';
import { report } from '../report';

/** A value that a container reads from somewhere else when it starts. */
export interface VariableSource {
  readonly valueFrom: k8s.EnvVarSource;
  /** What it is made of, where that is rendered here: pods are rolled when it changes. */
  readonly content?: () => string;
}

/** Value of one environment variable: as it is, or by reference. */
export type Variable = string | VariableSource;

/** A ConfigMap or Secret whose every key becomes a variable. */
export interface VariablesSource {
  readonly envFrom: k8s.EnvFromSource;
  /** Keys that it has. */
  readonly keys: readonly string[];
  /** See {@link VariableSource.content}. */
  readonly content?: () => string;
}

/** A field of the pod, for example `status.podIP`. */
export function field(fieldPath: string): VariableSource {
  return { valueFrom: { fieldRef: { fieldPath } } };
}

/** What one key of a ConfigMap or Secret gives the variable of the same name. */
export function variableOf({ envFrom, content }: VariablesSource, key: string): VariableSource {
  const { configMapRef, secretRef } = envFrom;
  if (secretRef) return { valueFrom: { secretKeyRef: { name: secretRef.name, key } } };
  return { valueFrom: { configMapKeyRef: { name: configMapRef?.name, key } }, content };
}

/** True for two that give the same value, whatever it is. */
export function sameVariable(one: Variable, other: Variable): boolean {
  if (typeof one === 'string' || typeof other === 'string') return one === other;
  return isDeepStrictEqual(one.valueFrom, other.valueFrom);
}

/** What POSIX shells and the API server take for a variable's name. */
const variableName = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Reports variables that have no value or a name that no shell can use. */
export function checkVariables(scope: Construct, variables: Readonly<Record<string, Variable | undefined>>): void {
  for (const [name, value] of Object.entries(variables)) {
    if (!variableName.test(name)) {
      const message = `'${name}' is no name of an environment variable`;
      report(scope, 'invalid-variable', message, 'use letters, digits and _, and no digit first');
    }
    if (value === undefined || value === null) {
      const message = `variable ${name} has no value`;
      report(scope, 'missing-variable', message, `give ${name} a value in every environment`);
    } else if (!isVariable(value)) {
      const message = `variable ${name} is ${JSON.stringify(value)}, expected a string or a reference`;
      report(scope, 'invalid-variable', message, `put the value in quotes: ${name}: '${JSON.stringify(value)}'`);
    }
  }
}

function isVariable(value: unknown): value is Variable {
  return typeof value === 'string' || (typeof value === 'object' && value !== null && 'valueFrom' in value);
}
