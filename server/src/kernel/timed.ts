import type { Traces } from '#platform/traces/traces.ts'
import { asFault } from './fault.ts'
import type { Scope } from './scope.ts'
import { endFailed, whose } from './spanned.ts'

/** Runs a use-case and counts its outcome and duration. A stream is counted when it starts and is not timed. */
export function timed<R>(scope: Scope, useCase: string, input: unknown, run: () => R): R {
  const { metrics, traces } = scope.app
  const begunAt = performance.now()
  const end = (outcome: string) => {
    metrics.count('parley_use_cases_total', { use_case: useCase, outcome })
    metrics.count(
      'parley_use_case_seconds_total',
      { use_case: useCase },
      // A counter cannot decrease, and a clock that is set back must not fail the call.
      Math.max(0, performance.now() - begunAt) / 1_000,
    )
  }
  const fail = (error: unknown) => end(asFault(error).code)
  try {
    const result = traces ? traced(traces, scope, useCase, input, run) : run()
    if (result instanceof Promise) result.then(() => end('ok'), fail)
    else end('ok')
    return result
  } catch (error) {
    fail(error)
    throw error
  }
}

/** The same in a span. A conversation ID that is not a string was refused and is not recorded. */
function traced<R>(traces: Traces, scope: Scope, useCase: string, input: unknown, run: () => R): R {
  const span = traces.begin(useCase, {
    shared: whose(scope, input),
    attributes: { 'parley.use_case': useCase, 'parley.actor.kind': scope.actor.kind },
  })
  try {
    const result = traces.run(span, run)
    if (result instanceof Promise)
      result.then(
        () => span.end(),
        (error: unknown) => endFailed(span, error),
      )
    else span.end()
    return result
  } catch (error) {
    endFailed(span, error)
    throw error
  }
}
