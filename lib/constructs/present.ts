/** Nothing instead of an empty list or map, which would be rendered and mean the same. */
export function present<T extends object>(value: T | undefined): T | undefined {
  return value && Object.keys(value).length > 0 ? value : undefined;
}
