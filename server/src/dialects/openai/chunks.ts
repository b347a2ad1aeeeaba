import type { MessagePart } from '#contract/message-parts.ts'
import type { CompletionStreamPart } from '#contract/shapes/completion.ts'
import { faultOfReply } from '#kernel/model-failures.ts'
import { finishReasonOf, type Heading, sourcesOf, toolCallOf, usageOf } from './answer.ts'
import { renderFault } from './faults.ts'

interface Chunking {
  heading: Heading
  includesUsage: boolean
  isCallersTool: (name: string) => boolean
}

/** An answer as chunks, one string or object an event; the last one is `[DONE]`, unless it failed on the way. */
export async function* chunksOf(
  pieces: AsyncIterable<CompletionStreamPart>,
  { heading, includesUsage, isCallersTool }: Chunking,
): AsyncGenerator<unknown> {
  const chunk = (delta: object, finishReason: string | null = null) => ({
    object: 'chat.completion.chunk',
    ...heading,
    choices: [{ index: 0, delta, logprobs: null, finish_reason: finishReason }],
    ...(includesUsage && { usage: null }),
  })
  const parts: MessagePart[] = []
  let calls = 0

  yield chunk({ role: 'assistant', content: '' })
  for await (const piece of pieces) {
    switch (piece.type) {
      case 'text-delta':
        grow(parts, 'text', piece)
        yield chunk({ content: piece.text })
        break
      case 'reasoning-delta':
        grow(parts, 'reasoning', piece)
        yield chunk({ reasoning_content: piece.text })
        break
      case 'part':
        parts[piece.part] = piece.value
        if (piece.value.type === 'tool-call' && isCallersTool(piece.value.name))
          for (const call of callDeltas(piece.value, calls++)) yield chunk({ tool_calls: [call] })
        break
      case 'reply-end':
        if (piece.state === 'failed') {
          const reason = piece.detail ?? 'The answer could not be written.'
          yield renderFault(faultOfReply(piece.code ?? 'internal', reason))
          return
        }
        yield { ...chunk({}, finishReasonOf(piece)), parley: { sources: sourcesOf(parts) } }
        if (includesUsage)
          yield { object: 'chat.completion.chunk', ...heading, choices: [], usage: usageOf(piece.usage) }
    }
  }
  yield '[DONE]'
}

function grow(
  parts: MessagePart[],
  type: 'text' | 'reasoning',
  { part, text }: { part: number; text: string },
) {
  const before = parts[part]
  parts[part] = { type, text: (before?.type === type ? before.text : '') + text }
}

/** A call's name and id first, then its arguments, as OpenAI sends them. */
function callDeltas(part: Extract<MessagePart, { type: 'tool-call' }>, index: number) {
  const { id, type, function: called } = toolCallOf(part)
  return [
    { index, id, type, function: { name: called.name, arguments: '' } },
    { index, function: { arguments: called.arguments } },
  ]
}
