import { Fault } from '#kernel/fault.ts'
import { modelFault } from '#kernel/model-failures.ts'
import type {
  LanguageModel,
  ModelContent,
  ModelMessage,
  ModelPart,
  ModelRequest,
  ToolDescription,
} from '#kernel/model-ports.ts'
import type { ExternalTool } from '#kernel/ports.ts'

export interface ToolOutcome {
  type: 'tool-result'
  callId: string
  name: string
  output: unknown
  isError: boolean
}

export type ToolCall = Extract<ModelPart, { type: 'tool-call' }>

/** A call that waits for approval. The answer ends with it, and another one continues from there. */
export interface ToolPause {
  type: 'tool-pause'
  approvalId: string
  callId: string
  name: string
  /** The name of the tool in lists and policies. */
  tool: string
  fingerprint: string
  /** The arguments as they are shown, and run if they are approved. */
  input: unknown
  isTainted: boolean
  personMayDecide: boolean
  expiresAt: string
}

/** A part of a turn: model output, or the outcome of a tool call. */
export type TurnPart = ModelPart | ToolOutcome | ToolPause

interface Turn {
  model: LanguageModel
  request: Omit<ModelRequest, 'tools' | 'messages'>
  messages: ModelMessage[]
  tools: readonly ExternalTool[]
  /** Tools that the caller runs. A step that calls one is the last, and none of its calls is made here. */
  handedTools: readonly ToolDescription[]
  /**
   * Calls that were approved earlier. They are made first, before the model continues; their model requested them last.
   */
  approved: readonly ToolCall[]
  /** IDs of calls that were made earlier in the same turn. */
  usedIds: readonly string[]
  /** Calls one tool. A failure of the tool or a missing approval is an outcome, not an exception. */
  callTool(tool: ExternalTool, call: ToolCall): Promise<ToolOutcome | ToolPause>
}

const NOT_NOW = 'Not called: another tool must run first.'
const STEPS_MAX = 8
const CALLS_PER_STEP_MAX = 16
const CALL_ID_MAX = 150

/** Alternates between model and tools until the model has finished. Yields every part as it arrives. */
export async function* agentLoop({
  model,
  request,
  messages,
  tools,
  handedTools,
  approved,
  usedIds,
  callTool,
}: Turn): AsyncGenerator<TurnPart> {
  const said = [...messages]
  const named = distinctIds(usedIds)
  const isHanded = ({ name }: { name: string }) => handedTools.some((tool) => tool.name === name)
  const own = tools.filter((tool) => !isHanded(tool))
  // The caller's options for the first step must not apply to all steps, or the model could never finish.
  const requestFor = (step: number, soFar: ModelMessage[], described: ToolDescription[]): ModelRequest => {
    const { toolChoice, ...rest } = request
    const isWanted = toolChoice !== undefined && described.length > 0 && (step === 1 || toolChoice === 'none')
    return { ...rest, ...(isWanted && { toolChoice }), messages: [...soFar], tools: described }
  }
  const agreed = await Promise.all(approved.map((call) => answerCall(call, own, callTool)))
  for (const outcome of agreed) yield outcome
  if (agreed.some(isPause) || agreed.some((outcome) => isLastWord(outcome, own))) return
  said.push(...agreed.filter(isOutcome).map(toModelMessage))

  let wasAllBad = false
  for (let step = 1; step <= STEPS_MAX; step += 1) {
    // The last step offers no tools, so that it must be an answer.
    const offered = step < STEPS_MAX ? own : []
    const described = step < STEPS_MAX ? [...own, ...handedTools] : []
    const calls: ToolCall[] = []
    let text = ''
    for await (const given of model.stream(requestFor(step, said, described))) {
      const part = given.type === 'tool-call' ? named(given) : given
      if (part.type === 'text-delta') text += part.text
      if (part.type === 'tool-call') calls.push(part)
      if (part.type === 'finish' && part.reason === 'filter' && text === '' && calls.length === 0)
        throw modelFault('model_content_refused', { detail: 'The model provider refused the content.' })
      // Too many calls are refused as they arrive.
      if (calls.length > CALLS_PER_STEP_MAX)
        throw new Fault('upstream_failed', 'The model called too many tools at once.')
      yield part
    }
    if (calls.length === 0) return

    if (calls.some(isHanded)) {
      for (const call of calls.filter((one) => !isHanded(one))) yield refusal(call, NOT_NOW)
      return
    }
    const isAllBad = calls.every((call) => typeof toolOf(call, own) === 'string')
    // The model was already told why none of its calls could be made.
    if (isAllBad && wasAllBad) throw new Fault('upstream_failed', 'The model made an invalid tool call.')
    wasAllBad = isAllBad
    const outcomes = await Promise.all(calls.map((call) => answerCall(call, offered, callTool)))
    for (const outcome of outcomes) yield outcome
    if (outcomes.some(isPause) || outcomes.some((outcome) => isLastWord(outcome, offered))) return
    said.push(
      { role: 'assistant', content: assistantContent(text, calls) },
      ...outcomes.filter(isOutcome).map(toModelMessage),
    )
  }
  throw new Fault('upstream_failed', 'The model kept calling tools without giving an answer.')
}

const isPause = ({ type }: ToolOutcome | ToolPause): boolean => type === 'tool-pause'
const isOutcome = (part: ToolOutcome | ToolPause): part is ToolOutcome => part.type === 'tool-result'

const isLastWord = (outcome: ToolOutcome | ToolPause, tools: readonly ExternalTool[]): boolean =>
  isOutcome(outcome) &&
  !outcome.isError &&
  tools.some((tool) => tool.name === outcome.name && tool.endsAnswer)

/** Some models number their calls anew in every step, but a call is identified by its ID. */
function distinctIds(usedIds: readonly string[]): (call: ToolCall) => ToolCall {
  const used = new Set(usedIds)
  return (call) => {
    const given = call.callId.slice(0, CALL_ID_MAX)
    let callId = given
    for (let nth = 2; callId === '' || used.has(callId); nth += 1) callId = `${given}-${nth}`
    used.add(callId)
    return { ...call, callId }
  }
}

function answerCall(
  call: ToolCall,
  tools: readonly ExternalTool[],
  callTool: Turn['callTool'],
): Promise<ToolOutcome | ToolPause> | ToolOutcome {
  const tool = toolOf(call, tools)
  return typeof tool === 'string' ? refusal(call, tool) : callTool(tool, call)
}

/** The tool of a call, or why the call is invalid. */
function toolOf(call: ToolCall, tools: readonly ExternalTool[]): ExternalTool | string {
  if (call.invalidInput !== undefined) return 'The arguments were not valid JSON.'
  return tools.find(({ name }) => name === call.name) ?? `There is no tool named ${call.name}.`
}

/** A call that is not made, with the reason in words for the model. */
export const refusal = (
  { callId, name }: Pick<ToolCall, 'callId' | 'name'>,
  reason: string,
): ToolOutcome => ({
  type: 'tool-result',
  callId,
  name,
  output: reason,
  isError: true,
})

const assistantContent = (text: string, calls: readonly ToolCall[]): ModelContent[] => [
  ...(text === '' ? [] : [{ type: 'text' as const, text }]),
  ...calls.map(({ callId, name, input }) => ({ type: 'tool-call' as const, callId, name, input })),
]

/** The outcome of a call as a message to the model. */
export const toModelMessage = ({ callId, name, output, isError }: ToolOutcome): ModelMessage => ({
  role: 'tool',
  callId,
  name,
  output: typeof output === 'string' ? output : JSON.stringify(output),
  isError,
})
