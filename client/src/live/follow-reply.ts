import type { ReplyStreamPart } from '#contract/reply-parts.ts'
import { ApiError } from '../api-error.ts'
import { growingPauses } from '../pause.ts'
import { isPassing } from './is-passing.ts'
import type { LiveLine } from './live-line.ts'
import { openReplyLedger } from './reply-ledger.ts'

export interface FollowReplyOptions {
  /** The cursor of the last part seen; by default, from the start. */
  after?: string
  signal?: AbortSignal
}

const RESTARTS_MAX = 2

/**
 * Yields the parts of one reply up to and including `reply-end`, each piece of text once and in order. A broken
 * connection is resumed by cursor. The received text is checked against the digest at the end; if it differs, a
 * `superseded` part voids it and the reply is sent again from the start. Throws ApiError when the server refuses.
 */
export async function* followReply(
  line: LiveLine,
  replyId: string,
  options: FollowReplyOptions = {},
): AsyncGenerator<ReplyStreamPart> {
  const signal = options.signal ?? new AbortController().signal
  const pauses = growingPauses(250, 10_000)
  let ledger = openReplyLedger(options.after)
  let restarts = 0

  for (;;) {
    let isSound = true
    try {
      for await (const received of line.replyParts(replyId, ledger.cursor(), signal)) {
        pauses.reset()
        const part = ledger.enter(received)
        if (part === 'gap' || (part?.type === 'reply-end' && !(await ledger.agrees(part)))) {
          isSound = false
          break
        }
        if (part) yield part
        if (part?.type === 'reply-end') return
      }
    } catch (error) {
      if (signal.aborted) throw signal.reason
      if (!isPassing(error)) throw error
    }
    if (!isSound) {
      if (restarts++ === RESTARTS_MAX)
        throw new ApiError({ code: 'internal', status: 0, detail: 'The reply did not arrive whole.' })
      const cursor = `${ledger.attempt()}.0.0`
      yield { type: 'superseded', replyId, cursor, attempt: ledger.attempt() }
      ledger = openReplyLedger(undefined)
    }
    await pauses.wait(signal)
  }
}
