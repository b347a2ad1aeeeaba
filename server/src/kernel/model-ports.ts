import type { Price } from '#contract/money.ts'
import type { ReplyBasis } from '#contract/reply-parts.ts'
import type { ConnectionErrorCode, ProviderKind } from '#contract/shapes/model.ts'
import type { Secret } from '#platform/crypto/secret.ts'
import type { Asker } from './asker.ts'
import type { Spent } from './cost.ts'

/** What a model is given: the layers of a prompt, already budgeted by the caller. */
export interface ModelRequest {
  instructions: string
  messages: ModelMessage[]
  /** Passages found for this turn, already part of `instructions` too, the best first; the offline provider answers from them. */
  passages: ModelPassage[]
  tools: ToolDescription[]
  temperature: number | null
  maxOutputTokens: number | null
  /** Null or left out: the provider's own. One that has no such setting ignores it, as of the next two. */
  topP?: number | null
  frequencyPenalty?: number | null
  presencePenalty?: number | null
  /** Which tool to call; the model's own choice when left out. A provider that has no such setting ignores it. */
  toolChoice?: ToolChoice
  /** False: one call at a time. */
  parallelToolCalls?: boolean
  /** Texts before which the model ends. */
  stop?: string[]
  /** The form of the answer, where the provider can promise one. */
  responseFormat?: ResponseFormat
  /** For lines of the log that are about it; never sent. */
  asker?: Asker
  /** For whom it speaks; the offline provider says so in its own words, and it is never sent. */
  speaker?: Speaker
  /** Aborts the upstream request; the stream then ends by throwing the signal's reason. */
  signal: AbortSignal
}

/** Who answers, and what can be offered to whoever asked where nothing is known. */
export interface Speaker {
  /** The agent's; null where it has none yet. */
  name: string | null
  /** Whether there is anything that answers are looked up in. */
  hasDocuments: boolean
  /** Whether a person can be asked for. */
  hasPerson: boolean
  /** Whether the reader may connect a model. */
  mayConnect: boolean
}

/** `required`: any tool, but one; a name: this one. */
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
  /** `ofFile`: not words of whoever speaks, but of an attached file of that name, or ours about it. */
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

/** What a model says, in order. A stream that ends without `finish` was cut and must throw instead. */
export type ModelPart =
  | { type: 'text-delta'; text: string }
  | { type: 'reasoning-delta'; text: string }
  /** Arrives whole. `input` is the parsed JSON; `invalidInput` carries the raw text when it was not JSON. */
  | { type: 'tool-call'; callId: string; name: string; input: unknown; invalidInput?: string }
  /** The provider asked for patience or failed before the first token; the adapter tries again after this pause. */
  | { type: 'retry'; reason: string; retryInMs: number }
  /**
   * May come more than once; the last one counts. Tokens as the provider reports them; the cached ones are among those
   * of the input.
   */
  | { type: 'usage'; inputTokens: number; cachedInputTokens?: number; outputTokens: number }
  /**
   * `model` is the one that answered, which differs from the one asked after a fallback; `price` is what that one costs;
   * `basis` is given by what answers without a language model.
   */
  | { type: 'finish'; reason: FinishReason; model: string; price?: Price | null; basis?: ReplyBasis }

/** Why a model ended: it was done, or cut off, or wants tools called, or its provider withheld the rest. */
export type FinishReason = 'stop' | 'length' | 'tool-calls' | 'filter'

/**
 * One language model, ready to be called.
 * `stream` throws a Fault (`upstream_failed`, `rate_limited`, `unavailable`) with a public detail that never
 * echoes the provider's own text, and only after its bounded retries and its fallback are used up. Once any
 * text was yielded it never retries: a half answer is not begun again.
 */
export interface LanguageModel {
  /** `provider/model`, for example `openai/gpt-5-mini`. */
  readonly id: string
  readonly provider: string
  /** Null where nobody said what it costs. */
  readonly price: Price | null
  /** Whether it can be shown pictures; true where nobody knows. */
  readonly seesPictures: boolean
  stream(request: ModelRequest): AsyncIterable<ModelPart>
}

export interface LanguageModels {
  list(): readonly LanguageModel[]
  /** The model of that id, or the default for null. Throws Fault `invalid_input` for an id that is not configured. */
  find(id: string | null): LanguageModel
  /** Asks nobody: answers word for word from a request's passages, and says nothing where none fits. Costs nothing. */
  readonly quoting: LanguageModel
}

/** How a tenant reaches a provider of its own. */
export interface ProviderAccess {
  provider: ProviderKind
  /** Null for the provider's own public address. */
  baseUrl: string | null
  /** Whether the base URL may lead into a private network; otherwise an address there is refused when it is met. */
  allowsPrivate: boolean
  key: Secret | null
  apiVersion: string | null
  region: string | null
  accessKeyId: string | null
}

/** Providers that are named at run time, beside those of the configuration. */
export interface ModelProviders {
  /** A model of the provider, under that id. Nothing is connected to before the first request. */
  connect(access: ProviderAccess, model: { id: string; name: string; price: Price | null }): LanguageModel
  /** The names of the models it has; null where it has no list, or none that can be told apart. */
  offered(access: ProviderAccess, signal: AbortSignal): Promise<string[] | null | ConnectionError>
  /** Asks a model for a word, once; answers how long it took. */
  ask(access: ProviderAccess, model: string, signal: AbortSignal): Promise<number | ConnectionError>
  /** The list price of a model at the provider's own address; null when it is not known. */
  knownPrice(access: Pick<ProviderAccess, 'provider' | 'baseUrl'>, model: string): Price | null
}

/** Says what texts mean as vectors of one length, which lie near each other when the texts mean alike. */
export interface EmbeddingModel {
  /** `provider/model` or `provider/model@dimension`. */
  readonly id: string
  /** Null where nobody said what it costs. */
  readonly price: Price | null
  /** Throws Fault `unavailable`, at once while it keeps failing. */
  embed(texts: readonly string[], signal: AbortSignal): Promise<Embedded>
}

export interface Embedded {
  /** One of length one for each text, in order. */
  readonly vectors: readonly Float32Array[]
  /** As the provider reports them; null where it does not. */
  readonly tokens: number | null
}

export interface EmbeddingModels {
  /** The ids of those that the server offers to all tenants; the first is what a new knowledge base has. */
  list(): readonly string[]
  find(id: string): EmbeddingModel | null
  /** A model of a tenant's own provider; null for a kind of provider that makes no vectors. */
  connect(
    access: ProviderAccess,
    model: { id: string; name: string; price: Price | null },
  ): EmbeddingModel | null
}

/** Reads a question and texts together and says how well each text answers it. */
export interface Reranker {
  /** `provider/model`. */
  readonly id: string
  /** What a call costs that takes so much; null where nobody said it. */
  cost(took: RankingEffort): Spent | null
  /** Throws Fault `unavailable`, at once while it keeps failing. */
  rank(question: string, texts: readonly string[], signal: AbortSignal): Promise<Ranked>
}

/** What is counted of reranking: some providers charge tokens, others searches. */
export interface RankingEffort {
  readonly tokens: number
  readonly searches: number
}

export interface Ranked {
  /** One for each text, in order; larger is better. */
  readonly scores: readonly number[]
  /** As the provider reports it; what it does not report is null. */
  readonly took: { readonly [K in keyof RankingEffort]: number | null }
}

/** Why a provider did not do what it was asked; never its own text. */
export interface ConnectionError {
  errorCode: ConnectionErrorCode
  detail: string
}
