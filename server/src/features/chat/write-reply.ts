import { ReplyRef } from '#contract/shapes/conversation.ts'
import { citePassages } from '#features/knowledge/index.ts'
import { asFault } from '#kernel/fault.ts'
import type { ModelPart, Ports } from '#kernel/ports.ts'
import type { Scope } from '#kernel/scope.ts'
import { flow } from '#kernel/use-case.ts'
import { agentLoop, type ToolOutcome } from './agent-loop.ts'
import { controlTopic } from './control-topic.ts'
import { type Draft, dropDraft, openDraft } from './draft.ts'
import { openDraftSaver } from './draft-saver.ts'
import { gatherContext } from './gather-context.ts'
import { openMeter } from './meter.ts'
import { storeEnd } from './store-end.ts'
import { type BegunReply, startReply } from './start-reply.ts'
import { callTool } from './call-tool.ts'
import { openToolbox } from './toolbox.ts'

/** Writes one answer: gathers what it is made from, lets model and tools take turns, stores how it ended. */
export const writeReply = flow({
  name: 'reply.write',
  permission: 'internal',
  input: ReplyRef,
  async run({ scope, ports }, { replyId }) {
    const begun = await startReply(scope, { replyId })
    if (begun) await write(scope, ports, begun)
  },
})

/** Writes an answer that was begun in the transaction that requested it. */
export const writeBegunReply = (scope: Scope, begun: BegunReply): Promise<void> =>
  write(scope, scope.app.ports, begun)

/** Why a writer stopped before the model did. */
class Stopped extends Error {
  readonly why: 'cancelled' | 'lost' | 'too-long'
  constructor(why: Stopped['why']) {
    super(`The reply was stopped: ${why}.`)
    this.why = why
  }
}

async function write(scope: Scope, ports: Ports, begun: BegunReply) {
  const { live, settings } = scope.app
  const stopping = new AbortController()
  const stop = (why: Stopped['why']) => stopping.abort(new Stopped(why))
  const signal = AbortSignal.any([scope.signal, stopping.signal])
  const leave = live.subscribe(controlTopic(begun.reply.id), () => stop('cancelled'))
  const limit = setTimeout(stop, settings.replyLimitMs, 'too-long')
  const meter = openMeter()
  const draft = openDraft(live, begun.reply)
  const saver = openDraftSaver(scope, draft, stop)
  try {
    const failure = await compose(scope, ports, begun, { draft, meter, signal, grown: saver.grown }).then(
      () => null,
      (error: unknown) => (signal.aborted ? signal.reason : error) as unknown,
    )
    await saver.close()
    // The server is stopping: the job goes back to the queue and another process begins this reply anew.
    if (scope.signal.aborted) throw failure ?? scope.signal.reason
    const ended = await storeEnd(scope, begun, draft.parts, endingFor(failure, meter.read()))
    if (ended) draft.end(ended)
    else dropDraft(live, draft)
  } catch (error) {
    dropDraft(live, draft)
    throw error
  } finally {
    clearTimeout(limit)
    leave()
    await saver.close()
  }
}

interface Composing {
  draft: Draft
  meter: ReturnType<typeof openMeter>
  signal: AbortSignal
  grown(characters: number): void
}

async function compose(
  scope: Scope,
  ports: Ports,
  begun: BegunReply,
  { draft, meter, signal, grown }: Composing,
) {
  const context = await gatherContext(scope, ports, begun)
  const model = ports.models.find(begun.agent.model)
  meter.begin(model)
  const turn = agentLoop({
    model,
    request: {
      instructions: context.instructions,
      passages: context.modelPassages,
      temperature: begun.agent.temperature,
      maxOutputTokens: null,
      signal,
    },
    messages: context.messages,
    tools: openToolbox(scope, ports, begun.agent),
    callTool: (tool, call) => callTool(scope, begun.reply.id, tool, call, signal),
  })
  for await (const part of turn) {
    signal.throwIfAborted()
    meter.see(part)
    take(draft, part)
    grown(part.type === 'text-delta' || part.type === 'reasoning-delta' ? part.text.length : 0)
  }
  // One numbering for the whole answer, however many texts it has.
  const numbers = new Map<string, number>()
  draft.parts.forEach((part, at) => {
    if (part.type !== 'text') return
    for (const source of citePassages(part.text, at, context.passages, numbers)) draft.addPart(source)
  })
}

/** What the model or a tool said, as a part of the answer. */
function take(draft: Draft, part: ModelPart | ToolOutcome) {
  switch (part.type) {
    case 'text-delta':
      return draft.addText(part.text)
    case 'reasoning-delta':
      return draft.addReasoning(part.text)
    case 'tool-call':
      return draft.addPart({
        type: 'tool-call',
        callId: part.callId,
        name: part.name,
        input: part.input ?? null,
      })
    case 'tool-result':
      return draft.addPart(part)
    case 'retry':
      return draft.wait(part.reason, part.retryInMs)
  }
}

function endingFor(failure: unknown, usage: ReturnType<ReturnType<typeof openMeter>['read']>) {
  if (failure === null) return { state: 'completed' as const, usage }
  if (failure instanceof Stopped)
    return failure.why === 'too-long'
      ? {
          state: 'failed' as const,
          code: 'limit_reached' as const,
          detail: 'The answer took too long.',
          usage,
        }
      : { state: 'cancelled' as const, usage }
  const fault = asFault(failure)
  return { state: 'failed' as const, code: fault.code, detail: fault.message, usage }
}
