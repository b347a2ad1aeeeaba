import { createHash } from 'node:crypto'
import type { ReplyStreamPart } from '#contract/reply-parts.ts'

const replyId = '019a0000-0000-7000-8000-000000000001'
const usage = {
  model: null,
  inputTokens: null,
  outputTokens: null,
  timeToFirstTokenMs: null,
  durationMs: null,
}

/** The stream of a reply whose one text part was split into these pieces. */
export const writtenReply = (pieces: string[], attempt = 1): ReplyStreamPart[] => {
  const text = pieces.join('')
  let offset = 0
  const deltas = pieces.map((piece): ReplyStreamPart => {
    const from = offset
    offset += piece.length
    return {
      type: 'text-delta',
      replyId,
      cursor: `${attempt}.0.${offset}`,
      part: 0,
      offset: from,
      text: piece,
    }
  })
  return [...deltas, endOf(text, attempt)]
}

export const endOf = (text: string, attempt = 1): ReplyStreamPart => ({
  type: 'reply-end',
  replyId,
  cursor: `${attempt}.0.${text.length}`,
  state: 'completed',
  code: null,
  detail: null,
  textLength: text.length,
  textSha256: createHash('sha256').update(text).digest('hex'),
  usage,
  cost: null,
})

export const superseded = (attempt: number): ReplyStreamPart => ({
  type: 'superseded',
  replyId,
  cursor: `${attempt}.0.0`,
  attempt,
})

export { replyId }
