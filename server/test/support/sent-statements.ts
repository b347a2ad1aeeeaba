import type { RoundTrip } from '../../src/platform/database/pipeline/round-trip.ts'
import type { PipelinedStatement } from '../../src/platform/database/pipeline/statement.ts'

/** The statements of one call of the driver's `query`, for what is planted there. */
export function sentStatements(call: unknown): {
  texts: string[]
  statements: readonly Mutable<PipelinedStatement>[]
} {
  if (typeof call !== 'object' || call === null) return { texts: [String(call)], statements: [] }
  if ('statements' in call) {
    const { statements } = call as RoundTrip
    return { texts: statements.map(({ text }) => text), statements }
  }
  return { texts: 'text' in call ? [String(call.text)] : [], statements: [] }
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }
