import { z } from 'zod'

const valid = (at: Date): Date | null => {
  const time = at.getTime()
  // Between the first of these systems and a year that a database certainly has.
  return Number.isNaN(time) || time < 0 || time > 4_102_444_800_000 ? null : at
}

/** Seconds since 1970, with a fraction, or milliseconds, as some exports write them. Null for anything else. */
export const EpochSeconds = z
  .unknown()
  .optional()
  .transform((value) =>
    typeof value === 'number' ? valid(new Date(value > 100_000_000_000 ? value : value * 1_000)) : null,
  )

/** A time as text. Null for anything else. */
export const TextMoment = z
  .unknown()
  .optional()
  .transform((value) => (typeof value === 'string' ? valid(new Date(value)) : null))

/** A text, or empty for anything else. */
export const LooseText = z
  .unknown()
  .optional()
  .transform((value) => (typeof value === 'string' ? value : ''))
