import { pieces } from './directives.ts'
import type { ScriptedReply } from './scripted-reply.ts'
import type { Wire, WireContext } from './wire.ts'

/** OpenAI's chat completions; thoughts as `reasoning_content`, as DashScope and DeepSeek send them. */
export const openAiWire: Wire = {
  stream(reply, context) {
    const id = `chatcmpl-${context.number}`
    const head = `data: {"id":"${id}","object":"chat.completion.chunk","created":1700000000,"model":${JSON.stringify(context.model)},`
    const frame = (delta: unknown, reason: string | null = null) =>
      `${head}"choices":[{"index":0,"delta":${JSON.stringify(delta)},"finish_reason":${JSON.stringify(reason)}}]}\n\n`
    const usage = context.includeUsage
      ? `${head}"choices":[],"usage":${JSON.stringify(usageOf(context))}}\n\n`
      : ''
    return {
      start: frame({ role: 'assistant', content: '' }),
      frames: [
        ...reply.thoughts.map((text) => frame({ reasoning_content: text })),
        ...reply.text.map((text) => frame({ content: text })),
        ...toolFrames(reply, context).map((call) => frame({ tool_calls: [call] })),
      ],
      end: `${frame({}, finishReason(reply))}${usage}data: [DONE]\n\n`,
      error: `data: {"error":{"message":"scripted","type":"server_error","code":500}}\n\n`,
    }
  },
  whole(reply, context) {
    const calls = reply.toolCalls.map((call, index) => ({
      id: callId(context, index),
      type: 'function',
      function: call,
    }))
    const message = {
      role: 'assistant',
      content: reply.text.join('') || null,
      ...(reply.thoughts.length > 0 && { reasoning_content: reply.thoughts.join('') }),
      ...(calls.length > 0 && { tool_calls: calls }),
    }
    return {
      id: `chatcmpl-${context.number}`,
      object: 'chat.completion',
      created: 1_700_000_000,
      model: context.model,
      choices: [{ index: 0, message, finish_reason: finishReason(reply) }],
      usage: usageOf(context),
    }
  },
  refusal: (status, message) => ({ error: { message, type: 'scripted', code: String(status) } }),
}

const callId = (context: WireContext, index: number) => `call_${context.number}_${index}`

const finishReason = (reply: ScriptedReply) => (reply.toolCalls.length > 0 ? 'tool_calls' : 'stop')

/** The name and id come first, then the arguments bit by bit. */
function toolFrames(reply: ScriptedReply, context: WireContext): unknown[] {
  return reply.toolCalls.flatMap((call, index) => [
    { index, id: callId(context, index), type: 'function', function: { name: call.name, arguments: '' } },
    ...pieces(call.arguments).map((text) => ({ index, function: { arguments: text } })),
  ])
}

const usageOf = ({ usage }: WireContext) => ({
  prompt_tokens: usage.inputTokens,
  completion_tokens: usage.outputTokens,
  total_tokens: usage.inputTokens + usage.outputTokens,
})
