/**
 * Whether a path matches a pattern with `*` for anything and `$` for its end. Compared piece by piece, so no pattern is
 * slow.
 */
export function fits(pattern: string, path: string): boolean {
  const isWhole = pattern.endsWith('$')
  const [first = '', ...rest] = (isWhole ? pattern.slice(0, -1) : pattern).split('*')
  if (!path.startsWith(first)) return false
  let at = first.length
  for (const [index, piece] of rest.entries()) {
    const isLast = index === rest.length - 1
    const found = isLast && isWhole ? path.lastIndexOf(piece) : path.indexOf(piece, at)
    if (found < at) return false
    at = found + piece.length
  }
  return !isWhole || at === path.length
}

interface Wishes {
  readonly include: readonly string[]
  readonly exclude: readonly string[]
}

/** Whether a site includes a page, by its include and exclude patterns. */
export function isWanted({ include, exclude }: Wishes, address: string): boolean {
  if (include.length === 0 && exclude.length === 0) return true
  const { pathname, search } = new URL(address)
  const fitsOne = (patterns: readonly string[]) =>
    patterns.some((pattern) => fits(pattern, pathname + search))
  return (include.length === 0 || fitsOne(include)) && !fitsOne(exclude)
}
