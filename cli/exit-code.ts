/** Exit codes of every command: all is well, there are problems or differences, the command was called wrongly. */
export const exitCode = { ok: 0, problems: 1, usage: 2 } as const;
