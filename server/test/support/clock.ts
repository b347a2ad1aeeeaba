/** A clock that goes as ours does, as far ahead of it as a test puts it. */
export interface SteeredClock {
  now(): Date
  /** Lets time pass at once. */
  pass(ms: number): void
  /** Goes on to the next moment at which it is that hour of the day in UTC, as in `22:30`. */
  passTo(time: string): void
}

const DAY_MS = 86_400_000

export function steeredClock(): SteeredClock {
  let ahead = 0
  const now = () => new Date(Date.now() + ahead)
  return {
    now,
    pass: (ms) => void (ahead += ms),
    passTo(time) {
      const today = new Date(`${now().toISOString().slice(0, 10)}T${time}:00.000Z`).getTime()
      const left = today - now().getTime()
      ahead += left > 0 ? left : left + DAY_MS
    },
  }
}
