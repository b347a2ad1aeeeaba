import { asFault } from './fault.ts'
import type { Scope } from './scope.ts'

/** Runs a use-case and counts how it ended and how long it took. A stream is counted as it begins, and not timed. */
export function timed<R>({ app: { metrics } }: Scope, useCase: string, run: () => R): R {
  const begunAt = performance.now()
  const end = (outcome: string) => {
    metrics.count('parley_use_cases_total', { use_case: useCase, outcome })
    metrics.count(
      'parley_use_case_seconds_total',
      { use_case: useCase },
      // A count only grows; a clock that is set back must not fail what was done.
      Math.max(0, performance.now() - begunAt) / 1_000,
    )
  }
  const fail = (error: unknown) => end(asFault(error).code)
  try {
    const result = run()
    if (result instanceof Promise) result.then(() => end('ok'), fail)
    else end('ok')
    return result
  } catch (error) {
    fail(error)
    throw error
  }
}
