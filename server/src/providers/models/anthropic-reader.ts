import type { ModelPart } from '#kernel/model-ports.ts'
import { PartQueue } from './part-queue.ts'
import { type FailureKind, ProviderFailure } from './provider-failure.ts'
import type { EventReader } from './sse.ts'
import { toolCallPart } from './tool-call-part.ts'

type FinishReason = Extract<ModelPart, { type: 'finish' }>['reason']

const FINISH_REASONS: Record<string, FinishReason> = {
  end_turn: 'stop',
  stop_sequence: 'stop',
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  tool_use: 'tool-calls',
  refusal: 'filter',
}

const FAILURES: Record<string, FailureKind> = {
  overloaded_error: 'overloaded',
  rate_limit_error: 'rate-limited',
  authentication_error: 'key',
  permission_error: 'key',
  billing_error: 'quota',
  invalid_request_error: 'refused',
  request_too_large: 'too-long',
  not_found_error: 'unknown-model',
}

interface Usage {
  input_tokens?: number
  cache_creation_input_tokens?: number | null
  cache_read_input_tokens?: number | null
  output_tokens?: number
}

interface Event {
  type: string
  message?: { usage?: Usage }
  content_block?: { type: string; id?: string; name?: string; text?: string; data?: string }
  delta?: {
    type?: string
    text?: string
    thinking?: string
    signature?: string
    partial_json?: string
    stop_reason?: string | null
  }
  usage?: Usage
  error?: { type?: string }
}

/** A block of reasoning in the form in which it has to be sent again. */
export type Thought =
  | { type: 'thinking'; thinking: string; signature: string }
  | { type: 'redacted_thinking'; data: string }

/** Reads a Messages stream. `onToolCall` gets the reasoning that led to the call. */
export class AnthropicReader implements EventReader {
  readonly queue = new PartQueue()
  ended = false
  readonly #modelId: string
  readonly #onToolCall: (callId: string, thoughts: Thought[]) => void
  readonly #thoughts: Thought[] = []
  readonly #usage: { inputTokens: number; outputTokens: number; cachedInputTokens?: number } = {
    inputTokens: 0,
    outputTokens: 0,
  }
  #call: { id: string; name: string; json: string } | null = null
  #stopReason: string | null = null

  constructor(modelId: string, onToolCall: (callId: string, thoughts: Thought[]) => void) {
    this.#modelId = modelId
    this.#onToolCall = onToolCall
  }

  read(data: string): void {
    const event = JSON.parse(data) as Event
    switch (event.type) {
      case 'content_block_delta':
        return this.#readDelta(event.delta)
      case 'content_block_start':
        return this.#openBlock(event.content_block)
      case 'content_block_stop':
        return this.#closeBlock()
      case 'message_start':
        return this.#count(event.message?.usage)
      case 'message_delta':
        this.#stopReason = event.delta?.stop_reason ?? this.#stopReason
        return this.#count(event.usage)
      case 'message_stop':
        return this.#end()
      case 'error':
        throw new ProviderFailure(FAILURES[event.error?.type ?? ''] ?? 'failed', { status: 'stream error' })
    }
  }

  /** Only `message_stop` ends a message. */
  close(): void {}

  #readDelta(delta: Event['delta']): void {
    if (delta?.text !== undefined) return this.queue.text('text-delta', delta.text)
    if (delta?.partial_json !== undefined && this.#call) this.#call.json += delta.partial_json
    const thought = this.#thoughts.at(-1)
    if (thought?.type !== 'thinking') return
    if (delta?.thinking !== undefined) {
      thought.thinking += delta.thinking
      this.queue.text('reasoning-delta', delta.thinking)
    }
    thought.signature += delta?.signature ?? ''
  }

  #openBlock(block: Event['content_block']): void {
    if (block?.type === 'text') this.queue.text('text-delta', block.text ?? '')
    if (block?.type === 'thinking') this.#thoughts.push({ type: 'thinking', thinking: '', signature: '' })
    if (block?.type === 'redacted_thinking') {
      this.#thoughts.push({ type: 'redacted_thinking', data: block.data ?? '' })
    }
    if (block?.type === 'tool_use') this.#call = { id: block.id ?? '', name: block.name ?? '', json: '' }
  }

  #closeBlock(): void {
    if (!this.#call) return
    const { id, name, json } = this.#call
    this.#call = null
    this.queue.push(toolCallPart(id, name, json))
    if (this.#thoughts.length > 0) this.#onToolCall(id, [...this.#thoughts])
  }

  /** Reported at the start too, so that an interrupted answer still has its input counted. */
  #count(usage: Usage | undefined): void {
    if (!usage) return
    if (usage.input_tokens !== undefined) {
      this.#usage.inputTokens =
        usage.input_tokens + (usage.cache_creation_input_tokens ?? 0) + (usage.cache_read_input_tokens ?? 0)
    }
    if (usage.cache_read_input_tokens) this.#usage.cachedInputTokens = usage.cache_read_input_tokens
    this.#usage.outputTokens = usage.output_tokens ?? this.#usage.outputTokens
    this.queue.push({ type: 'usage', ...this.#usage })
  }

  #end(): void {
    const reason = FINISH_REASONS[this.#stopReason ?? 'end_turn'] ?? 'stop'
    this.queue.push({ type: 'finish', reason, model: this.#modelId })
    this.ended = true
  }
}
