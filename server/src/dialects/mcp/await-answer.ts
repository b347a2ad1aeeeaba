import type { MessagePart } from '#contract/message-parts.ts'
import type { ReplyEnd, ReplyStreamPart } from '#contract/reply-parts.ts'
import { faultOfReply } from '#kernel/model-failures.ts'
import type { Scope } from '#kernel/scope.ts'

/** Reports progress: the number of characters written, and the new text. */
export type Report = (progress: number, message: string) => Promise<void>

const REPORT_EVERY_MS = 250

/**
 * Waits until an answer is written, or the time is up, and returns its text. Throws a Fault if it failed; a canceled
 * one returns the text so far.
 */
export async function awaitAnswer(
  scope: Scope,
  pieces: AsyncGenerator<ReplyStreamPart>,
  seconds: number,
  report: Report,
) {
  const answer = new Answer()
  const timeUp = AbortSignal.any([scope.signal, AbortSignal.timeout(seconds * 1_000)])
  let reported = 0
  let reportedAt = 0
  try {
    for (;;) {
      const piece = await nextWithin(pieces, timeUp)
      if (piece === null) return { state: 'running', ...answer.told() }
      if (piece.type === 'reply-end') return ended(piece, answer)
      answer.take(piece)
      const now = Date.now()
      const { text } = answer.told()
      if (text.length === reported || now - reportedAt < REPORT_EVERY_MS) continue
      await report(text.length, text.slice(Math.min(reported, text.length)))
      ;[reported, reportedAt] = [text.length, now]
    }
  } finally {
    // Not waited for: it ends with its next piece, or with the request.
    void pieces.return(undefined)
  }
}

/** The next piece, or null if the time is up first. */
async function nextWithin(
  pieces: AsyncGenerator<ReplyStreamPart>,
  timeUp: AbortSignal,
): Promise<ReplyStreamPart | null> {
  if (timeUp.aborted) return null
  let stop = () => {}
  const late = new Promise<null>((resolve) => {
    stop = () => resolve(null)
    timeUp.addEventListener('abort', stop, { once: true })
  })
  const coming = pieces.next().then(({ value, done }) => (done ? null : value))
  // A failure after the time is up is reported to nobody.
  coming.catch(() => {})
  return Promise.race([coming, late]).finally(() => timeUp.removeEventListener('abort', stop))
}

function ended({ state, code, detail }: ReplyEnd, answer: Answer) {
  if (state === 'completed' || state === 'cancelled') return { state, ...answer.told() }
  throw faultOfReply(code ?? 'upstream_failed', detail ?? 'The answer could not be written.')
}

/** The text of an answer so far. */
class Answer {
  readonly #parts: MessagePart[] = []

  take(piece: ReplyStreamPart) {
    if (piece.type === 'superseded') this.#parts.length = 0
    else if (piece.type === 'part') this.#parts[piece.part] = piece.value
    else if (piece.type === 'text-delta') {
      const before = this.#parts[piece.part]
      const known = before?.type === 'text' ? before.text.slice(0, piece.offset) : ''
      this.#parts[piece.part] = { type: 'text', text: known + piece.text }
    }
  }

  told() {
    const texts = this.#parts.flatMap((part) => (part?.type === 'text' ? [part.text] : []))
    const sources = this.#parts.flatMap((part) =>
      part?.type === 'source'
        ? [
            {
              number: part.number,
              documentName: part.documentName,
              documentId: part.documentId,
              page: part.page,
              quote: part.quote,
            },
          ]
        : [],
    )
    return { text: texts.join('\n\n'), sources }
  }
}
