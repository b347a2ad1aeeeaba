import type { MessagePart } from '#contract/message-parts.ts'
import type { ReplyEnd, ReplyStreamPart } from '#contract/reply-parts.ts'

type Chunk = { type: string } & Record<string, unknown>

/**
 * A reply as chunks of the protocol; the last one is `[DONE]`. A returning client gets it from its start under the same
 * message ID, after a `reset-step` that removes what it still shows.
 */
export async function* chunksOf(
  pieces: AsyncIterable<ReplyStreamPart>,
  isResumed: boolean,
): AsyncGenerator<Chunk | '[DONE]'> {
  // The open part: its type and ID, or nothing.
  let open: [type: string, id: string][] = []
  let isBegun = false
  const close = (): Chunk[] => {
    const ended = open.map(([type, id]) => ({ type: `${type}-end`, id }))
    open = []
    return ended
  }

  for await (const piece of pieces) {
    switch (piece.type) {
      case 'reply-start': {
        if (isBegun) break
        isBegun = true
        const { messageId, conversationId, replyId } = piece
        yield { type: 'start', messageId, messageMetadata: { conversationId, replyId } }
        if (isResumed) yield { type: 'reset-step' }
        break
      }
      case 'superseded':
        open = []
        yield { type: 'reset-step' }
        break
      case 'text-delta':
      case 'reasoning-delta': {
        const type = piece.type === 'text-delta' ? 'text' : 'reasoning'
        const id = String(piece.part)
        if (open[0]?.[1] !== id) {
          yield* close()
          open = [[type, id]]
          yield { type: `${type}-start`, id }
        }
        yield { type: piece.type, id, delta: piece.text }
        break
      }
      case 'part':
        yield* close()
        yield* wholePart(piece.replyId, piece.part, piece.value)
        break
      case 'waiting':
        yield {
          type: 'data-waiting',
          data: { reason: piece.reason, retryInMs: piece.retryInMs },
          transient: true,
        }
        break
      case 'reply-end':
        yield* close()
        yield* endOf(piece)
    }
  }
  yield '[DONE]'
}

/** Tools run on the server and are unknown to the client, which the protocol calls dynamic. */
function* wholePart(replyId: string, index: number, part: MessagePart): Generator<Chunk> {
  switch (part.type) {
    case 'tool-call': {
      const { callId: toolCallId, name: toolName, input } = part
      const facts = { toolCallId, toolName, input, dynamic: true, providerExecuted: true }
      yield { type: 'tool-input-available', ...facts }
      break
    }
    case 'tool-result': {
      const facts = { toolCallId: part.callId, dynamic: true, providerExecuted: true }
      const { output } = part
      if (part.isError)
        yield {
          type: 'tool-output-error',
          ...facts,
          errorText: typeof output === 'string' ? output : JSON.stringify(output),
        }
      else yield { type: 'tool-output-available', ...facts, output }
      break
    }
    case 'tool-approval':
      if (part.state === 'pending')
        yield { type: 'tool-approval-request', approvalId: part.approvalId, toolCallId: part.callId }
      break
    case 'source': {
      const { documentName, ...facts } = part
      yield {
        type: 'source-document',
        sourceId: `${replyId}:${index}`,
        mediaType: 'text/plain',
        title: [documentName, ...part.headingPath].join(' › '),
        filename: documentName,
        providerMetadata: { parley: facts },
      }
    }
  }
}

function* endOf({ state, detail, usage }: ReplyEnd): Generator<Chunk> {
  if (state === 'completed') yield { type: 'finish', finishReason: 'stop', messageMetadata: { usage } }
  else if (state === 'cancelled') yield { type: 'abort', reason: 'It was stopped.' }
  else yield { type: 'error', errorText: detail ?? 'The answer could not be written.' }
}
