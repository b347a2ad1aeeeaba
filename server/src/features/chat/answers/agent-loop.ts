import { Fault } from '#kernel/fault.ts'
import type {
  ExternalTool,
  LanguageModel,
  ModelContent,
  ModelMessage,
  ModelPart,
  ModelRequest,
  ToolDescription,
} from '#kernel/ports.ts'

export interface ToolOutcome {
  type: 'tool-result'
  callId: string
  name: string
  output: unknown
  isError: boolean
}

export type ToolCall = Extract<ModelPart, { type: 'tool-call' }>

interface Turn {
  model: LanguageModel
  request: Omit<ModelRequest, 'tools' | 'messages'>
  messages: ModelMessage[]
  tools: readonly ExternalTool[]
  /** Tools that somebody else calls: a step that asks for one is the last, and none of its calls is made here. */
  handedTools: readonly ToolDescription[]
  /** Calls one tool; a failure of the tool is an outcome, not an exception. */
  callTool(tool: ExternalTool, call: ToolCall): Promise<ToolOutcome>
}

const NOT_NOW = 'Not called: another tool goes first.'
const STEPS_MAX = 8
const CALLS_PER_STEP_MAX = 16

/** Model and tools taking turns until the model has said its last word. Yields everything as it comes. */
export async function* agentLoop({
  model,
  request,
  messages,
  tools,
  handedTools,
  callTool,
}: Turn): AsyncGenerator<ModelPart | ToolOutcome> {
  const said = [...messages]
  const isHanded = ({ name }: { name: string }) => handedTools.some((tool) => tool.name === name)
  const own = tools.filter((tool) => !isHanded(tool))
  // What a caller wants of the first step must not hold for all, or the model could never come to an end.
  const requestFor = (step: number, soFar: ModelMessage[], described: ToolDescription[]): ModelRequest => {
    const { toolChoice, ...rest } = request
    const isWanted = toolChoice !== undefined && described.length > 0 && (step === 1 || toolChoice === 'none')
    return { ...rest, ...(isWanted && { toolChoice }), messages: [...soFar], tools: described }
  }
  for (let step = 1; step <= STEPS_MAX; step += 1) {
    // The last step offers no tools, so that it must be an answer.
    const offered = step < STEPS_MAX ? own : []
    const described = step < STEPS_MAX ? [...own, ...handedTools] : []
    const calls: ToolCall[] = []
    let text = ''
    for await (const part of model.stream(requestFor(step, said, described))) {
      if (part.type === 'text-delta') text += part.text
      if (part.type === 'tool-call') calls.push(part)
      yield part
    }
    if (calls.length === 0) return
    if (calls.length > CALLS_PER_STEP_MAX)
      throw new Fault('upstream_failed', `The model called ${calls.length} tools at once.`)

    if (calls.some(isHanded)) {
      for (const call of calls.filter((one) => !isHanded(one))) yield refusal(call, NOT_NOW)
      return
    }
    const outcomes = await Promise.all(calls.map((call) => answerCall(call, offered, callTool)))
    for (const outcome of outcomes) yield outcome
    if (outcomes.some((outcome) => isLastWord(outcome, offered))) return
    said.push({ role: 'assistant', content: assistantContent(text, calls) }, ...outcomes.map(toModelMessage))
  }
}

const isLastWord = ({ name, isError }: ToolOutcome, tools: readonly ExternalTool[]): boolean =>
  !isError && tools.some((tool) => tool.name === name && tool.endsAnswer)

function answerCall(
  call: ToolCall,
  tools: readonly ExternalTool[],
  callTool: Turn['callTool'],
): Promise<ToolOutcome> | ToolOutcome {
  if (call.invalidInput !== undefined) return refusal(call, 'The arguments were not valid JSON.')
  const tool = tools.find(({ name }) => name === call.name)
  return tool ? callTool(tool, call) : refusal(call, `There is no tool named ${call.name}.`)
}

const refusal = ({ callId, name }: ToolCall, reason: string): ToolOutcome => ({
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

const toModelMessage = ({ callId, name, output, isError }: ToolOutcome): ModelMessage => ({
  role: 'tool',
  callId,
  name,
  output: typeof output === 'string' ? output : JSON.stringify(output),
  isError,
})
