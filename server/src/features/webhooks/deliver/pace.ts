const SECOND_MS = 1_000
const HOUR_MS = 3_600_000
const PAUSE_MAX_MS = HOUR_MS
const ASKED_MAX_MS = 24 * HOUR_MS

/**
 * How long to wait after so many tries in vain: 1 s, 2 s, 4 s … at most an hour, with up to a quarter of jitter; longer
 * where the receiver asks for it, up to a day.
 */
export function pauseAfter(tries: number, askedMs: number | null): number {
  const pause = Math.min(2 ** (tries - 1) * SECOND_MS, PAUSE_MAX_MS) * (1 + Math.random() / 4)
  return Math.round(Math.max(pause, Math.min(askedMs ?? 0, ASKED_MAX_MS)))
}
