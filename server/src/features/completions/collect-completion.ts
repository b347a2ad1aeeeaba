import type { MessagePart } from '#contract/message-parts.ts'
import type { Completion, CompletionStreamPart } from '#contract/shapes/completion.ts'
import { Fault } from '#kernel/fault.ts'
import { faultOfReply } from '#kernel/model-failures.ts'

/** Waits for a completion to end. Throws the Fault that it failed with; an interrupted one returns what it had. */
export async function collectCompletion(stream: AsyncIterable<CompletionStreamPart>): Promise<Completion> {
  const parts: MessagePart[] = []
  for await (const piece of stream) {
    if (piece.type === 'text-delta' || piece.type === 'reasoning-delta') {
      const type = piece.type === 'text-delta' ? 'text' : 'reasoning'
      const before = parts[piece.part]
      parts[piece.part] = { type, text: (before?.type === type ? before.text : '') + piece.text }
    } else if (piece.type === 'part') parts[piece.part] = piece.value
    else if (piece.type === 'reply-end') {
      const { replyId: id, state, usage, cost, finishReason } = piece
      refuseFailure(piece)
      return { id, state, parts, usage, cost, finishReason }
    }
  }
  throw new Fault('unavailable', 'The caller disconnected before the answer was ready.')
}

/** Throws the Fault of a completion that failed. */
export function refuseFailure(piece: CompletionStreamPart): void {
  if (piece.type !== 'reply-end' || piece.state !== 'failed') return
  const { code, detail, retryAfterSeconds } = piece
  throw faultOfReply(code ?? 'internal', detail ?? 'The answer could not be written.', {
    ...(retryAfterSeconds !== null && { retryAfterSeconds }),
  })
}
