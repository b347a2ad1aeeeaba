import type { Price } from '#contract/money.ts'
import type { ReplyBasis } from '#contract/reply-parts.ts'
import type { ConnectionErrorCode, ProviderKind } from '#contract/shapes/model.ts'
import type { Secret } from '#platform/crypto/secret.ts'
import type { Asker } from './asker.ts'
import type { Spent } from './cost.ts'

/** The layers of a prompt, already within the caller's token budget. */
export interface ModelRequest {
  instructions: string
  messages: ModelMessage[]
  /** Passages found for this turn, best first; also part of `instructions`. The offline provider answers from them. */
  passages: ModelPassage[]
  tools: ToolDescription[]
  temperature: number | null
  maxOutputTokens: number | null
  /** Null or omitted: the provider's default. Providers without such a setting ignore it and the next two. */
  topP?: number | null
  frequencyPenalty?: number | null
  presencePenalty?: number | null
  /** Which tool to call; by default the model chooses. Providers without such a setting ignore it. */
  toolChoice?: ToolChoice
  /** False: one tool call at a time. */
  parallelToolCalls?: boolean
  /** Stop sequences. */
  stop?: string[]
  /** The format of the answer, if the provider can guarantee one. */
  responseFormat?: ResponseFormat
  /** For log lines about it; never sent. */
  asker?: Asker
  /** Whom the model speaks for; used by the offline provider, never sent. */
  speaker?: Speaker
  /** Aborts the upstream request; the stream then throws the signal's reason. */
  signal: AbortSignal
}

/** Who answers, and what can be offered if nothing was found. */
export interface Speaker {
  /** The agent's name; null if it has none yet. */
  name: string | null
  /** Whether there are documents to answer from. */
  hasDocuments: boolean
  /** Whether the reader can ask for a person. */
  hasPerson: boolean
  /** Whether the reader may connect a model. */
  mayConnect: boolean
}

/** `required`: any one tool; a name: this one. */
export type ToolChoice = 'auto' | 'none' | 'required' | { name: string }

export type ResponseFormat =
  | { type: 'json' }
  | {
      type: 'json-schema'
      name: string
      description?: string
      schema: Record<string, unknown>
      strict?: boolean
    }

export type ModelMessage =
  | { role: 'user'; content: ModelContent[] }
  | { role: 'assistant'; content: ModelContent[] }
  | { role: 'tool'; callId: string; name: string; output: string; isError: boolean }

export type ModelContent =
  /** `ofFile`: the content of an attached file of that name, or our note about it, rather than the speaker's words. */
  | { type: 'text'; text: string; ofFile?: { name: string; isNote: boolean } }
  | { type: 'image'; mediaType: string; data: Uint8Array }
  | { type: 'tool-call'; callId: string; name: string; input: unknown }

export interface ModelPassage {
  number: number
  documentName: string
  text: string
}

export interface ToolDescription {
  name: string
  description: string
  /** JSON Schema of the arguments object. */
  inputSchema: Record<string, unknown>
}

/** A model's output, in order. A stream that ends without `finish` was cut off and must throw instead. */
export type ModelPart =
  | { type: 'text-delta'; text: string }
  | { type: 'reasoning-delta'; text: string }
  /** Arrives whole. `input` is the parsed JSON; `invalidInput` is the raw text if it was not JSON. */
  | { type: 'tool-call'; callId: string; name: string; input: unknown; invalidInput?: string }
  /** The provider is busy or failed before the first token; the adapter retries after this pause. */
  | { type: 'retry'; reason: string; retryInMs: number }
  /**
   * May come more than once; the last one counts. Tokens as reported by the provider; cached tokens are included in the
   * input tokens.
   */
  | { type: 'usage'; inputTokens: number; cachedInputTokens?: number; outputTokens: number }
  /**
   * `model` is the one that answered, which differs from the requested one after a fallback; `price` is its price; `basis`
   * is set by providers that answer without a language model.
   */
  | { type: 'finish'; reason: FinishReason; model: string; price?: Price | null; basis?: ReplyBasis }

/** Why a model stopped: done, cut off, waiting for tool calls, or withheld by its provider. */
export type FinishReason = 'stop' | 'length' | 'tool-calls' | 'filter'

/**
 * One language model, ready to be called.
 * `stream` throws a Fault (`upstream_failed`, `rate_limited`, `unavailable`) with a public detail that never
 * echoes the provider's own text, and only after its limited retries and its fallback are used up. It never retries
 * once it has yielded text: a partial answer is not started again.
 */
export interface LanguageModel {
  /** `provider/model`, for example `openai/gpt-5-mini`. */
  readonly id: string
  readonly provider: string
  /** Null if the price is unknown. */
  readonly price: Price | null
  /** Whether it accepts images; true if unknown. */
  readonly seesPictures: boolean
  stream(request: ModelRequest): AsyncIterable<ModelPart>
}

export interface LanguageModels {
  list(): readonly LanguageModel[]
  /** The model with that ID, or the default for null. Throws Fault `invalid_input` for an ID that is not configured. */
  find(id: string | null): LanguageModel
  /** Answers verbatim from a request's passages without a language model, and not at all if none fits. Free. */
  readonly quoting: LanguageModel
}

/** A tenant's connection to its own provider. */
export interface ProviderAccess {
  provider: ProviderKind
  /** Null for the provider's public address. */
  baseUrl: string | null
  /** Whether the base URL may lead into a private network; otherwise connecting to one is refused. */
  allowsPrivate: boolean
  key: Secret | null
  apiVersion: string | null
  region: string | null
  accessKeyId: string | null
}

/** Providers connected at run time, besides those in the configuration. */
export interface ModelProviders {
  /** A model of the provider, with that ID. Connects with the first request. */
  connect(access: ProviderAccess, model: { id: string; name: string; price: Price | null }): LanguageModel
  /** The names of its models; null if it has no list, or one that cannot be filtered. */
  offered(access: ProviderAccess, signal: AbortSignal): Promise<string[] | null | ConnectionError>
  /** Asks a model for one word; returns how long it took. */
  ask(access: ProviderAccess, model: string, signal: AbortSignal): Promise<number | ConnectionError>
  /** The list price of a model at the provider's public address; null if unknown. */
  knownPrice(access: Pick<ProviderAccess, 'provider' | 'baseUrl'>, model: string): Price | null
}

/** An embedding model. Its vectors all have the same length. */
export interface EmbeddingModel {
  /** `provider/model` or `provider/model@dimension`. */
  readonly id: string
  /** Null where nobody said what it costs. */
  readonly price: Price | null
  /** Throws Fault `unavailable`, immediately while it keeps failing. */
  embed(texts: readonly string[], signal: AbortSignal): Promise<Embedded>
}

export interface Embedded {
  /** One unit vector for each text, in order. */
  readonly vectors: readonly Float32Array[]
  /** As reported by the provider; null if it does not report them. */
  readonly tokens: number | null
}

export interface EmbeddingModels {
  /** The IDs of those offered to all tenants; the first is the default of a new knowledge base. */
  list(): readonly string[]
  find(id: string): EmbeddingModel | null
  /** A model of a tenant's own provider; null for a kind of provider without embeddings. */
  connect(
    access: ProviderAccess,
    model: { id: string; name: string; price: Price | null },
  ): EmbeddingModel | null
}

/** Scores how well each text answers a question. */
export interface Reranker {
  /** `provider/model`. */
  readonly id: string
  /** The cost of a call with this usage; null if the price is unknown. */
  cost(took: RankingEffort): Spent | null
  /** Throws Fault `unavailable`, at once while it keeps failing. */
  rank(question: string, texts: readonly string[], signal: AbortSignal): Promise<Ranked>
}

/** Usage of reranking: some providers charge by token, others by search. */
export interface RankingEffort {
  readonly tokens: number
  readonly searches: number
}

export interface Ranked {
  /** One for each text, in order; larger is better. */
  readonly scores: readonly number[]
  /** As reported by the provider; null for what it does not report. */
  readonly took: { readonly [K in keyof RankingEffort]: number | null }
}

/** Why a provider failed; never its own text. */
export interface ConnectionError {
  errorCode: ConnectionErrorCode
  detail: string
}
