/** Our instants are UTC with milliseconds; theirs have no zone and microseconds. */
export const naiveTime = (instant: string): string =>
  instant.replace(/(\.\d{3})?Z$/, (_, ms = '.000') => `${ms}000`)

let last = 0

/**
 * The current time in their format, never the same twice in this process: their page drops a frame whose time it has
 * seen in another one of the same type.
 */
export function nextStamp(): string {
  last = Math.max(last + 1, Date.now() * 1_000)
  const instant = new Date(Math.floor(last / 1_000)).toISOString()
  return `${instant.slice(0, -1)}${String(last % 1_000).padStart(3, '0')}`
}
