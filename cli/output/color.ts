import type { Effect } from '../../lib/change/change';

/** Marks a text by how severe an effect is. */
export type Paint = (effect: Effect, text: string) => string;

export const plain: Paint = (_, text) => text;

/** ANSI colors: red for what may hurt, yellow for what is felt, green for what is new. */
export const colored: Paint = (effect, text) => {
  const code = codes[effect];
  return code === undefined ? text : `\u001b[${code}m${text}\u001b[0m`;
};

const codes: Readonly<Partial<Record<Effect, number>>> = {
  destroys: 31,
  recreates: 31,
  removes: 31,
  'rolls-pods': 33,
  creates: 32,
};
