import type { PageErrorCode } from '#contract/shapes/site.ts'
import type { HttpCall } from '#platform/http/call.ts'
import type { ToolServers } from './tool-servers.ts'
import type { MailFacts } from '#platform/mail/compose-mail.ts'
import type { ReadMail } from '#platform/mail/read-mail.ts'
import type {
  Blobs,
  DocumentReader,
  DrawnPages,
  Films,
  Pictures,
  Scanner,
  Speaker,
  Transcriber,
} from './file-ports.ts'
import type {
  EmbeddingModels,
  LanguageModels,
  ModelProviders,
  Reranker,
  ToolDescription,
} from './model-ports.ts'

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
  | { kind: 'failed'; isRefusal: boolean; errorCode: PageErrorCode; reason: string }

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
  /** True when a person is asked once text from outside was read, though it changes nothing but what is known of them. */
  readonly asksOnceTainted?: boolean
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
