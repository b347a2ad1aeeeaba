import { isJson, pieces } from './directives.ts'
import type { ScriptedReply } from './scripted-reply.ts'
import type { Wire, WireContext } from './wire.ts'

const event = (type: string, fields: object) =>
  `event: ${type}\ndata: ${JSON.stringify({ type, ...fields })}\n\n`

/** Anthropic's Messages. A block's start and stop travel with its first and last piece. */
export const anthropicWire: Wire = {
  stream(reply, context) {
    const message = { ...messageHead(context), content: [], stop_reason: null, stop_sequence: null }
    const usage = { input_tokens: context.usage.inputTokens, output_tokens: 1 }
    return {
      start: event('message_start', { message: { ...message, usage } }) + event('ping', {}),
      frames: blocksOf(reply, context).flatMap(blockFrames),
      end:
        event('message_delta', {
          delta: { stop_reason: stopReason(reply), stop_sequence: null },
          usage: { output_tokens: context.usage.outputTokens },
        }) + event('message_stop', {}),
      error: event('error', { error: { type: 'overloaded_error', message: 'scripted' } }),
    }
  },
  whole: (reply, context) => ({
    ...messageHead(context),
    content: blocksOf(reply, context).map(({ whole }) => whole),
    stop_reason: stopReason(reply),
    stop_sequence: null,
    usage: { input_tokens: context.usage.inputTokens, output_tokens: context.usage.outputTokens },
  }),
  refusal: (status, message) => ({ type: 'error', error: { type: `scripted_${status}`, message } }),
}

interface Block {
  whole: object
  start: object
  deltas: object[]
}

function blocksOf(reply: ScriptedReply, context: WireContext): Block[] {
  const blocks: Block[] = []
  if (reply.thoughts.length > 0) {
    const signature = `signature-${context.number}`
    blocks.push({
      whole: { type: 'thinking', thinking: reply.thoughts.join(''), signature },
      start: { type: 'thinking', thinking: '', signature: '' },
      deltas: [
        ...reply.thoughts.map((thinking) => ({ type: 'thinking_delta', thinking })),
        { type: 'signature_delta', signature },
      ],
    })
  }
  if (reply.text.length > 0) {
    blocks.push({
      whole: { type: 'text', text: reply.text.join('') },
      start: { type: 'text', text: '' },
      deltas: reply.text.map((text) => ({ type: 'text_delta', text })),
    })
  }
  for (const [index, call] of reply.toolCalls.entries()) {
    const use = { type: 'tool_use', id: `toolu_${context.number}_${index}`, name: call.name }
    blocks.push({
      whole: { ...use, input: isJson(call.arguments) ? JSON.parse(call.arguments) : {} },
      start: { ...use, input: {} },
      deltas: pieces(call.arguments).map((text) => ({ type: 'input_json_delta', partial_json: text })),
    })
  }
  return blocks
}

function blockFrames(block: Block, index: number): string[] {
  const frames = block.deltas.map((delta) => event('content_block_delta', { index, delta }))
  frames[0] = event('content_block_start', { index, content_block: block.start }) + (frames[0] ?? '')
  frames.push(`${frames.pop() ?? ''}${event('content_block_stop', { index })}`)
  return frames
}

const messageHead = ({ number, model }: WireContext) => ({
  id: `msg_${number}`,
  type: 'message',
  role: 'assistant',
  model,
})

const stopReason = (reply: ScriptedReply) => (reply.toolCalls.length > 0 ? 'tool_use' : 'end_turn')
