import type { ModelPart } from '#kernel/model-ports.ts'
import { type ToolCallPiece, ToolCallPieces } from './openai-tool-calls.ts'
import { PartQueue } from './part-queue.ts'
import { kindOfStatus, ProviderFailure } from './provider-failure.ts'
import type { EventReader } from './sse.ts'

type FinishReason = Extract<ModelPart, { type: 'finish' }>['reason']

const FINISH_REASONS: Record<string, FinishReason> = {
  stop: 'stop',
  length: 'length',
  tool_calls: 'tool-calls',
  function_call: 'tool-calls',
  content_filter: 'filter',
}

/** The fields that are read; any of them may be missing or null. */
interface Chunk {
  choices?: { delta?: Delta | null; finish_reason?: string | null }[]
  usage?: {
    prompt_tokens?: number
    completion_tokens?: number
    prompt_tokens_details?: { cached_tokens?: number | null } | null
  } | null
  error?: { code?: unknown; status?: unknown; type?: unknown } | null
}

interface Delta {
  content?: unknown
  refusal?: unknown
  reasoning_content?: unknown
  reasoning?: unknown
  tool_calls?: ToolCallPiece[] | null
}

/** Reads a chat completions stream. `onToolCalls` gets the reasoning that led to the calls. */
export class OpenAiReader implements EventReader {
  readonly queue = new PartQueue()
  ended = false
  readonly #modelId: string
  readonly #onToolCalls: (callIds: string[], thoughts: string) => void
  readonly #calls = new ToolCallPieces()
  #thoughts = ''
  #finishReason: string | null = null
  #usage: Chunk['usage'] = null

  constructor(modelId: string, onToolCalls: (callIds: string[], thoughts: string) => void) {
    this.#modelId = modelId
    this.#onToolCalls = onToolCalls
  }

  read(data: string): void {
    if (data === '[DONE]') return this.#end()
    const chunk = JSON.parse(data) as Chunk
    if (chunk.error) throw reportedFailure(chunk.error)
    if (chunk.usage) this.#usage = chunk.usage
    const choice = chunk.choices?.[0]
    if (!choice) return
    if (choice.delta) this.#readDelta(choice.delta)
    if (choice.finish_reason) this.#finishReason = choice.finish_reason
  }

  /** Some servers leave out `[DONE]`; a finish reason followed by an orderly end is as good. */
  close(): void {
    if (!this.ended && this.#finishReason !== null) this.#end()
  }

  #readDelta(delta: Delta): void {
    const thought = delta.reasoning_content ?? delta.reasoning
    if (typeof thought === 'string') {
      this.#thoughts += thought
      this.queue.text('reasoning-delta', thought)
    }
    if (typeof delta.content === 'string') this.queue.text('text-delta', delta.content)
    if (typeof delta.refusal === 'string') this.queue.text('text-delta', delta.refusal)
    if (delta.tool_calls) for (const piece of delta.tool_calls) this.#calls.add(piece)
  }

  #end(): void {
    const calls = this.#calls.finish()
    for (const call of calls) this.queue.push(call)
    if (this.#usage) {
      const { prompt_tokens: inputTokens = 0, completion_tokens: outputTokens = 0 } = this.#usage
      const cached = this.#usage.prompt_tokens_details?.cached_tokens ?? 0
      this.queue.push({
        type: 'usage',
        inputTokens,
        outputTokens,
        ...(cached > 0 && { cachedInputTokens: cached }),
      })
    }
    const ids = calls.flatMap((call) => (call.type === 'tool-call' ? [call.callId] : []))
    if (this.#thoughts !== '') this.#onToolCalls(ids, this.#thoughts)
    const told = FINISH_REASONS[this.#finishReason ?? 'stop'] ?? 'stop'
    // Several servers say `stop` although they call a tool.
    const reason = told === 'stop' && calls.length > 0 ? 'tool-calls' : told
    this.queue.push({ type: 'finish', reason, model: this.#modelId })
    this.ended = true
  }
}

/** An error within the stream, after a successful status. */
function reportedFailure(error: NonNullable<Chunk['error']>): ProviderFailure {
  const status = Number(error.code ?? error.status)
  if (status >= 400 && status < 600) {
    return new ProviderFailure(kindOfStatus(status, String(error.type)), { status })
  }
  const words = `${error.type} ${error.code}`
  if (/quota/.test(words)) return new ProviderFailure('quota')
  if (/rate_?limit/i.test(words)) return new ProviderFailure('rate-limited')
  if (/overload|capacity|unavailable/i.test(words)) return new ProviderFailure('overloaded')
  return new ProviderFailure('failed')
}
