/** A tag as registries take it. */
const tag = '[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}';

const reference = new RegExp(
  `^(?:[A-Za-z0-9.-]+(?::\\d+)?/)?[a-z0-9]+(?:[._/-]+[a-z0-9]+)*(?::(${tag}))?(@sha256:[0-9a-f]{64})?$`,
);
const pin = new RegExp(`^(?:(${tag})|(?:(${tag})@)?sha256:([0-9a-f]{64}))$`);
const moving = ['latest', 'stable', 'main', 'master', 'dev', 'edge', 'nightly'];

/** True for a tag that is pushed again and again: what runs would depend on when it was pulled. */
export function isMovingTag(value: string): boolean {
  return moving.includes(value.toLowerCase());
}

/** The parts of a pin, `<tag>`, `sha256:<digest>` or both as `<tag>@sha256:<digest>`. @returns undefined for none */
export function parsePin(value: string): { readonly tag?: string; readonly digest?: string } | undefined {
  const match = pin.exec(value);
  return match ? { tag: match[1] ?? match[2], digest: match[3] } : undefined;
}

/** Why an image reference does not always mean the same image, or is none. @returns undefined for a pinned one */
export function imageFault(image: unknown): string | undefined {
  const match = typeof image === 'string' ? reference.exec(image) : null;
  if (!match) return 'no image reference';
  const [, tagged, digest] = match;
  if (digest) return undefined;
  if (!tagged) return 'not pinned: without a tag it means latest';
  return isMovingTag(tagged) ? `not pinned: ${tagged} is a tag that moves` : undefined;
}
