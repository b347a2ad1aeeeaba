const SHORT_MS = 100
const LONG_MS = 100_000

/** A time in seconds, as exact as people care for. */
export const formatSeconds = (durationMs: number): string =>
  durationMs < SHORT_MS ? '< 0.1' : (durationMs / 1000).toFixed(durationMs < LONG_MS ? 1 : 0)
