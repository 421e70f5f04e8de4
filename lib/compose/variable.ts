/** A value that whoever starts Compose can set, in the environment or a file `.env`. */
export function variable(name: string, otherwise: string): string {
  return `\${${name}:-${otherwise}}`;
}

/** `$$` is a dollar sign; the rest are variables: braced, with or without what to do when unset, and bare. */
const expressions = /\$\$|\$\{(?<braced>\w+)(?:(?<how>:?[-?+])(?<operand>[^}]*))?\}|\$(?<bare>[A-Za-z_]\w*)/g;

/** The text as Compose reads it where no variable is set. Variables without a default stay as they are. */
export function withDefaults(text: string): string {
  return text.replace(expressions, (whole, ...rest) => {
    const { how, operand } = rest.at(-1) as Readonly<Record<string, string | undefined>>;
    return how?.endsWith('-') ? (operand ?? '') : whole;
  });
}

/** Variables that would silently be empty: neither a default nor an error says what happens when they are unset. */
export function undecidedVariables(text: string): string[] {
  return [...text.matchAll(expressions)].flatMap(({ groups: { braced, how, bare } = {} }) => {
    const name = how ? undefined : (braced ?? bare);
    return name ? [name] : [];
  });
}
