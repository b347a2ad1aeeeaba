import type { Asked, RoundTrip } from '../../src/platform/database/round-trip.ts'

/** The statements of one call of the driver's `query`, for what is planted there. */
export function sentStatements(call: unknown): { texts: string[]; asked: readonly Mutable<Asked>[] } {
  if (typeof call !== 'object' || call === null) return { texts: [String(call)], asked: [] }
  if ('asked' in call) {
    const { asked } = call as RoundTrip
    return { texts: asked.map(({ text }) => text), asked }
  }
  return { texts: 'text' in call ? [String(call.text)] : [], asked: [] }
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }
