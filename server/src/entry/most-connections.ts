import { readFileSync } from 'node:fs'

/**
 * Reserved for the process itself: the embedded database holds up to 250 files; then its own files, and calls to
 * models.
 */
const OWN_MIN = 384

/**
 * The maximum number of connections for all callers together. A process that has used up its file descriptors could not
 * even write to its database, so a share is reserved. Infinity if the limit is unknown.
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
