import type { ReplyCode } from '#contract/error-codes.ts'
import { asFault } from '#kernel/fault.ts'
import { replyCodeOf } from '#kernel/model-failures.ts'
import type { openUsageTracker } from './usage-tracker.ts'

/** How an answer ended, with usage and cost. */
export interface Ending {
  state: 'completed' | 'failed' | 'cancelled' | 'interrupted'
  code?: ReplyCode
  detail?: string
  usage?: Omit<ReturnType<ReturnType<typeof openUsageTracker>['read']>, 'finishReason'>
}

/** An ending with a known cost. */
export type MeasuredEnding = Ending & Required<Pick<Ending, 'usage'>>

/** Why a writer stopped before the model did. */
export class Stopped extends Error {
  readonly why: 'cancelled' | 'lost' | 'too-long'
  constructor(why: Stopped['why']) {
    super(`The reply was stopped: ${why}.`)
    this.why = why
  }
}

/** The ending of an answer whose writing threw `failure`, or nothing. */
export function endingOf(failure: unknown, usage: NonNullable<Ending['usage']>): MeasuredEnding {
  if (failure === null) return { state: 'completed', usage }
  if (failure instanceof Stopped)
    return failure.why === 'too-long'
      ? { state: 'failed', code: 'limit_reached', detail: 'The answer took too long.', usage }
      : { state: 'cancelled', usage }
  const fault = asFault(failure)
  return { state: 'failed', code: replyCodeOf(fault), detail: fault.message, usage }
}
