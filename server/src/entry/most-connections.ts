import { readFileSync } from 'node:fs'

/** What the process needs for itself: the embedded database holds up to 250 files; then its own files, and calls to models. */
const OWN_MIN = 384

/**
 * How many connections callers may have together. A process that has used up what it may open could not even write its
 * database any more, so a part is kept. Infinity where it cannot be told what it may.
 */
export function mostConnections(limits = readLimits()): number {
  const allowed = Number(/^Max open files\s+(\d+)/m.exec(limits)?.[1] ?? Number.NaN)
  if (!Number.isFinite(allowed)) return Number.POSITIVE_INFINITY
  return Math.max(16, allowed - Math.max(OWN_MIN, Math.floor(allowed / 4)))
}

function readLimits(): string {
  try {
    return readFileSync('/proc/self/limits', 'utf8')
  } catch {
    // No Linux.
    return ''
  }
}
