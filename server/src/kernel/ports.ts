import type { Readable } from 'node:stream'
import type { Price } from '#contract/money.ts'
import type { ConnectionTrouble, ProviderKind } from '#contract/shapes/model.ts'
import type { PageTrouble } from '#contract/shapes/site.ts'
import type { Secret } from '#platform/crypto/secret.ts'
import type { Asker } from './asker.ts'
import type { Spent } from './cost.ts'
import type { HttpCall } from '#platform/http/call.ts'
import type { ToolServers } from './tool-servers.ts'
import type { MailFacts } from '#platform/mail/compose-mail.ts'
import type { ReadMail } from '#platform/mail/read-mail.ts'

/** What a model is given: the layers of a prompt, already budgeted by the caller. */
export interface ModelRequest {
  instructions: string
  messages: ModelMessage[]
  /** Passages found for this turn, already part of `instructions` too; the offline provider answers from them. */
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
  /** Aborts the upstream request; the stream then ends by throwing the signal's reason. */
  signal: AbortSignal
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
  /** `model` is the one that answered, which differs from the one asked after a fallback; `price` is what that one costs. */
  | { type: 'finish'; reason: FinishReason; model: string; price?: Price | null }

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
  offered(access: ProviderAccess, signal: AbortSignal): Promise<string[] | null | ProviderTrouble>
  /** Asks a model for a word, once; answers how long it took. */
  ask(access: ProviderAccess, model: string, signal: AbortSignal): Promise<number | ProviderTrouble>
  /** The list price of a model at the provider's own address; null when it is not known. */
  knownPrice(access: Pick<ProviderAccess, 'provider' | 'baseUrl'>, model: string): Price | null
}

/** Says what texts mean as vectors of one length, which lie near each other when the texts mean alike. */
export interface EmbeddingModel {
  /** `provider/model` or `provider/model@dimension`. */
  readonly id: string
  /** One vector of length one for each text, in order. Throws Fault `unavailable`, at once while it keeps failing. */
  embed(texts: readonly string[], signal: AbortSignal): Promise<Float32Array[]>
}

export interface EmbeddingModels {
  /** The ids of those that the server offers to all tenants; the first is what a new source has. */
  list(): readonly string[]
  find(id: string): EmbeddingModel | null
  /** A model of a tenant's own provider; null for a kind of provider that makes no vectors. */
  connect(access: ProviderAccess, model: { id: string; name: string }): EmbeddingModel | null
}

/** Reads a question and texts together and says how well each text answers it. */
export interface Reranker {
  /** `provider/model`. */
  readonly id: string
  /** A score for each text, in order; larger is better. Throws Fault `unavailable`, at once while it keeps failing. */
  rank(question: string, texts: readonly string[], signal: AbortSignal): Promise<number[]>
}

/** Why a provider did not do what it was asked; never its own text. */
export interface ProviderTrouble {
  trouble: ConnectionTrouble
  detail: string
}

/** From one byte to another, both included. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}

/** Bytes kept outside the database. Keys are made by the caller and never contain a user's text. */
export interface Blobs {
  /** Stores the stream under `key`; the blob is there whole or not at all. Throws Fault `too_large` past the limit. */
  write(key: string, content: Readable, limitBytes: number): Promise<{ sizeBytes: number; sha256: string }>
  /** Throws Fault `not_found` when there is none. */
  read(key: string): Promise<Uint8Array>
  /** The same as a stream, whole or from one byte to another, both included. Throws Fault `not_found` before it begins. */
  open(key: string, range?: ByteRange): Promise<Readable>
  remove(key: string): Promise<void>
  /** Removes every blob whose key begins with `folder` and a slash. */
  removeFolder(folder: string): Promise<void>
}

/** A picture as models are shown it. */
export interface ShownPicture {
  mediaType: 'image/png' | 'image/jpeg'
  data: Uint8Array
  /** Whether it is only the first of several in one file. */
  isAnimated: boolean
}

/** Opens pictures that people sent, within limits on size and time. Throws Fault `invalid_input` for what is none. */
export interface Pictures {
  /** Upright, as small as models take it, and without what it tells of camera and place. */
  forModel(content: Uint8Array, signal: AbortSignal): Promise<ShownPicture>
  /** A small WebP of it. */
  thumbnail(content: Uint8Array, signal: AbortSignal): Promise<Uint8Array>
}

/** A picture out of a film, as JPEG. */
export interface FilmPicture {
  second: number
  data: Uint8Array
}

/** Looks into films, apart from this process and within limits. Throws Fault `invalid_input` with a reason for what it cannot. */
export interface Films {
  /** A few pictures of it, evenly from beginning to end, as small as models take them. */
  pictures(
    content: Uint8Array,
    signal: AbortSignal,
  ): Promise<{ seconds: number | null; pictures: FilmPicture[] }>
  /** What is heard in a film, or in a recording of any format, in a format that transcribers take. */
  sound(
    content: Uint8Array,
    signal: AbortSignal,
  ): Promise<{ content: Uint8Array; mediaType: string; seconds: number | null; isCut: boolean }>
}

/** Draws documents, apart from this process and within limits. Throws Fault `invalid_input` for what it cannot. */
export interface DrawnPages {
  /** The first page of a PDF, as JPEG. */
  first(content: Uint8Array, signal: AbortSignal): Promise<Uint8Array>
}

/** Looks files through for what harms. */
export interface Scanner {
  /** What it found, by its own name; null for a file in which it found nothing. Throws Fault `unavailable` without an answer. */
  scan(content: Uint8Array, signal: AbortSignal): Promise<string | null>
}

/** Writes down what is said in sound. */
export interface Transcriber {
  /** `provider/model`. */
  readonly id: string
  takes(mediaType: string): boolean
  /** Throws Fault: `invalid_input` or `too_large` for what can never be written down, others where another try may help. */
  transcribe(
    sound: { content: Uint8Array; mediaType: string },
    signal: AbortSignal,
  ): Promise<{ text: string; language: string | null; seconds: number | null; cost: Spent | null }>
}

/** Reads texts aloud. */
export interface Speaker {
  /** `provider/model`, with its voice after an `@`. */
  readonly id: string
  speak(
    text: string,
    signal: AbortSignal,
  ): Promise<{ content: Uint8Array; mediaType: string; cost: Spent | null }>
}

export interface ExtractedDocument {
  /** Plain text, NFKC; the text that passages and citations count their offsets in. */
  text: string
  /** Structure found on the way, by offset in `text`, in order. */
  headings: { start: number; level: number; text: string }[]
  pages: { start: number; page: number }[]
  /** What a page of the web says of itself. */
  page?: PageFacts
}

export interface PageFacts {
  title: string
  /** Where it leads, as it is written there or completed by its own base. */
  links: string[]
  /** Whether it asks that it is not indexed, or its links not followed. */
  isNoindex: boolean
  isNofollow: boolean
}

/** Turns a file into text. Runs apart from the main thread, with limits on time and memory. */
export interface DocumentReader {
  /** Media types it can read. */
  readonly mediaTypes: readonly string[]
  /** Throws Fault `invalid_input` with a detail that says why the document cannot be read. */
  extract(content: Uint8Array, mediaType: string, signal: AbortSignal): Promise<ExtractedDocument>
  close(): Promise<void>
}

/** What the web answers for a page. */
export type FetchedPage =
  | {
      kind: 'content'
      content: Uint8Array
      mediaType: string
      /** The content decoded; null for what is not text. */
      text: string | null
      etag: string | null
      lastModified: string | null
    }
  /** It is as it was when it had the marks that were known. */
  | { kind: 'unchanged' }
  | { kind: 'moved'; to: string }
  | { kind: 'gone' }
  /** The reason is public. A refusal would be met again; anything else may pass. */
  | { kind: 'failed'; isRefusal: boolean; trouble: PageTrouble; reason: string }

/** Reads pages of the web, never of a private network, each within limits of size and time. */
export interface WebPages {
  /** Throws the signal's reason and nothing else. */
  ask(
    address: string,
    known: { etag: string | null; lastModified: string | null } | null,
    signal: AbortSignal,
  ): Promise<FetchedPage>
}

/** A tool that is done outside of Parley. */
export interface ExternalTool extends ToolDescription {
  /** True unless calling it twice is as good as once. */
  readonly hasEffect: boolean
  /** True when nothing more is to be said after it, once it was done without an error. */
  readonly endsAnswer?: boolean
  /** True when calling it changes nothing. Whoever made the tool says so; left out where nobody does. */
  readonly isReadOnly?: boolean
  /** True when what it answers comes from outside and may have been written by anybody. */
  readonly isOpenWorld?: boolean
  /** Where it comes from: `built-in`, `mcp:<server>` or `http:<name>`. */
  readonly origin?: string
  /** What agents' lists and policies call it, where that is not its name: `mcp:<server>:<tool>`. */
  readonly listedAs?: string
  /** Changes whenever what a model is told of it does: a call that was allowed of another one was not allowed. */
  readonly fingerprint?: string
  /**
   * Calls it. A failure of the tool is an answer with `isError`; only an abort throws.
   * `idempotencyKey` is the same for every try of one call, for tools that can tell a repeat.
   */
  call(
    input: unknown,
    call: { idempotencyKey: string; signal: AbortSignal },
  ): Promise<{ output: unknown; isError: boolean }>
}

/** A mail to be sent. */
export interface Letter {
  /** Names the mail, the same for every try. */
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
  /** `Name <address>` in whose name it is sent; the server's own when left out. */
  readonly from?: string
  readonly more?: Pick<MailFacts, 'replyTo' | 'html' | 'files' | 'inReplyTo' | 'references' | 'automatic'>
}

/** Hands mail over to a mail server. */
export interface Mailer {
  /**
   * Throws Fault `upstream_failed`, for the reason `refused` where trying again is of no use and with the SmtpFailed as its
   * cause, or the signal's reason.
   */
  send(letter: Letter, signal: AbortSignal): Promise<void>
}

/** Takes mails apart. Runs apart from the main thread, with limits on time and memory. */
export interface MailReader {
  /** Throws Fault `invalid_input` for what cannot be read or breaks a limit, or the signal's reason. */
  read(raw: Uint8Array, signal: AbortSignal): Promise<ReadMail>
  /** What a page says as text, as much of it as a mail's. Throws as `read` does. */
  textOf(html: string, signal: AbortSignal): Promise<string>
  close(): Promise<void>
}

/** What we ask of the world. Only flows receive it. */
export interface Ports {
  tools: readonly ExternalTool[]
  models: LanguageModels
  providers: ModelProviders
  embeddings: EmbeddingModels
  /** Null where none is configured. */
  reranker: Reranker | null
  blobs: Blobs
  toolServers: ToolServers
  documents: DocumentReader
  mails: MailReader
  pictures: Pictures
  /** Null where the machine has no programs for films. */
  films: Films | null
  /** Null where the machine has no program for pages. */
  drawnPages: DrawnPages | null
  /** Null where none is configured, as of the next two. */
  scanner: Scanner | null
  transcriber: Transcriber | null
  speaker: Speaker | null
  pages: WebPages
  /** Calls addresses that people of a tenant gave, never into a private network. */
  callOut: HttpCall
  /** Null where none is configured. */
  mailer: Mailer | null
  /** Lets time pass, where it is part of what people see. Throws the signal's reason when that aborts. */
  pause(milliseconds: number, signal: AbortSignal): Promise<void>
}
