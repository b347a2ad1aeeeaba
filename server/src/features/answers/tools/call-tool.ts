import type { Reply } from '#contract/shapes/conversation.ts'
import { asFault } from '#kernel/fault.ts'
import type { ExternalTool } from '#kernel/ports.ts'
import type { Scope } from '#kernel/scope.ts'
import { spanned } from '#kernel/spanned.ts'
import { storableJson } from '#kernel/storable.ts'
import type { ToolOutcome } from '../agent-loop.ts'
import { finishToolStep, intendToolStep } from './tool-step-store.ts'

const OUTPUT_CHARACTERS_MAX = 50_000

/** Calls one tool: its intent is stored before, its result after, so that an effect is never repeated. */
export async function callTool(
  scope: Scope,
  { id: replyId, attempt }: Pick<Reply, 'id' | 'attempt'>,
  tool: ExternalTool,
  call: { callId: string; input: unknown },
  signal: AbortSignal,
): Promise<ToolOutcome> {
  const { callId } = call
  const input = storableJson(call.input)
  await intendToolStep(scope, { replyId, attempt, callId, name: tool.name, input, hasEffect: tool.hasEffect })
  const outcome = await runTool(
    scope,
    tool,
    { callId, input },
    { idempotencyKey: `${replyId}:${callId}`, signal },
  )
  await finishToolStep(scope, { replyId, callId, output: outcome.output, isError: outcome.isError })
  return outcome
}

/** Calls one tool and stores nothing. The output can be stored and fits a model's context. */
export const runTool = (
  scope: Scope,
  tool: ExternalTool,
  asked: { callId: string; input: unknown },
  call: { idempotencyKey: string; signal: AbortSignal },
): Promise<ToolOutcome> =>
  spanned(scope, `execute_tool ${tool.name}`, { attributes: told(tool, asked.callId) }, async (span) => {
    const outcome = await run(tool, asked, call)
    if (span && scope.app.traces?.tellsContent)
      span.set({
        'gen_ai.tool.call.arguments': JSON.stringify(asked.input),
        'gen_ai.tool.call.result': JSON.stringify(outcome.output),
      })
    if (outcome.isError) span?.end('tool_error')
    return outcome
  })

const told = ({ name, origin }: ExternalTool, callId: string) => ({
  'gen_ai.operation.name': 'execute_tool',
  'gen_ai.tool.name': name,
  'gen_ai.tool.type': origin?.startsWith('mcp:') ? 'extension' : 'function',
  'gen_ai.tool.call.id': callId,
})

async function run(
  tool: ExternalTool,
  { callId, input }: { callId: string; input: unknown },
  call: { idempotencyKey: string; signal: AbortSignal },
): Promise<ToolOutcome> {
  const calling = tool.call(storableJson(input), call)
  const { output, isError } = await orAbort(calling, call.signal).catch((error: unknown) => {
    call.signal.throwIfAborted()
    return { output: asFault(error).message, isError: true }
  })
  return {
    type: 'tool-result',
    callId,
    name: tool.name,
    output: storableJson(bound(output)),
    isError,
  }
}

/** Keeps the output of a tool from filling the model's context. */
function bound(output: unknown): unknown {
  const text = typeof output === 'string' ? output : JSON.stringify(output ?? null)
  return text.length <= OUTPUT_CHARACTERS_MAX
    ? (output ?? null)
    : `${text.slice(0, OUTPUT_CHARACTERS_MAX)} … (cut)`
}

/** The same, but an abort is not waited for by a tool that does not listen to it. */
function orAbort<T>(calling: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const abort = () => reject(signal.reason)
  if (signal.aborted) abort()
  signal.addEventListener('abort', abort, { once: true })
  return Promise.race([calling, promise]).finally(() => signal.removeEventListener('abort', abort))
}
