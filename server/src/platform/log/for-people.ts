const levels: Record<number, string> = { 20: 'debug', 30: 'info', 40: 'WARN', 50: 'ERROR', 60: 'FATAL' }

/**
 * A log line for a reader at a terminal: time, level, message, then the fields. `line` is JSON as written by pino;
 * other text is returned unchanged. Times are local.
 */
export function forPeople(line: string): string {
  const entry = parsed(line)
  if (!entry) return line
  const { level, time, msg, err, ...fields } = entry
  const head = [clock(time), (levels[Number(level)] ?? String(level)).padEnd(5), msg]
    .filter(Boolean)
    .join(' ')
  const told = Object.entries(fields).map(([name, value]) => `${name}=${shown(value)}`)
  return `${[head, ...told].join('  ')}\n${stackOf(err)}`
}

function parsed(line: string): Record<string, unknown> | null {
  try {
    return JSON.parse(line) as Record<string, unknown>
  } catch {
    return null
  }
}

/** `sv-SE` writes a time as ISO does, in the machine's own zone. */
const clock = (time: unknown): string =>
  typeof time === 'string' ? new Date(time).toLocaleTimeString('sv-SE') : ''

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

function stackOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return ''
  const { stack, message, cause } = error as { stack?: string; message?: string; cause?: unknown }
  const below = stackOf(cause)
  return `  ${(stack ?? message ?? '').replaceAll('\n', '\n  ')}\n${below && `  because of\n${below}`}`
}
