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

/** The response for a web page. */
export type FetchedPage =
  | {
      kind: 'content'
      content: Uint8Array
      mediaType: string
      /** The decoded content; null if it is not text. */
      text: string | null
      etag: string | null
      lastModified: string | null
    }
  /** It has not changed since the given validators. */
  | { kind: 'unchanged' }
  | { kind: 'moved'; to: string }
  | { kind: 'gone' }
  /** The reason is public. A refusal is permanent; other failures may pass. */
  | { kind: 'failed'; isRefusal: boolean; errorCode: PageErrorCode; reason: string }

/** Fetches web pages, never from a private network, within limits on size and time. */
export interface WebPages {
  /** Throws the signal's reason and nothing else. */
  ask(
    address: string,
    known: { etag: string | null; lastModified: string | null } | null,
    signal: AbortSignal,
  ): Promise<FetchedPage>
}

/** A tool that runs outside Parley. */
export interface ExternalTool extends ToolDescription {
  /** True unless calling it twice has the same effect as once. */
  readonly hasEffect: boolean
  /** True if the answer ends once it succeeded. */
  readonly endsAnswer?: boolean
  /** True if calling it changes nothing, as declared by the tool; omitted if it declares nothing. */
  readonly isReadOnly?: boolean
  /** True if its output comes from outside and may have been written by anybody. */
  readonly isOpenWorld?: boolean
  /** True when a person is asked once text from outside was read, though it changes nothing but what is known of them. */
  readonly asksOnceTainted?: boolean
  /** Its origin: `built-in`, `mcp:<server>` or `http:<name>`. */
  readonly origin?: string
  /** Its name in agents' lists and policies, if that differs: `mcp:<server>:<tool>`. */
  readonly listedAs?: string
  /** Changes whenever its description for models does, which invalidates earlier consent. */
  readonly fingerprint?: string
  /**
   * Calls it. A failure of the tool is an answer with `isError`; only an abort throws.
   * `idempotencyKey` is the same for every attempt of one call, for tools that recognize repeats.
   */
  call(
    input: unknown,
    call: { idempotencyKey: string; signal: AbortSignal },
  ): Promise<{ output: unknown; isError: boolean }>
}

/** An email to be sent. */
export interface Letter {
  /** Identifies the email; the same for every attempt. */
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
  /** The sender, as `Name <address>`; by default the server's own. */
  readonly from?: string
  readonly more?: Pick<MailFacts, 'replyTo' | 'html' | 'files' | 'inReplyTo' | 'references' | 'automatic'>
}

/** Sends email through a mail server. */
export interface Mailer {
  /**
   * Throws Fault `upstream_failed` with the SmtpFailed as its cause, and with the reason `refused` if a retry is pointless;
   * or the signal's reason.
   */
  send(letter: Letter, signal: AbortSignal): Promise<void>
}

/** Parses email outside the main thread, within limits on time and memory. */
export interface MailReader {
  /** Throws Fault `invalid_input` if the email cannot be parsed or exceeds a limit, or the signal's reason. */
  read(raw: Uint8Array, signal: AbortSignal): Promise<ReadMail>
  /** The text of an HTML page, up to the length of an email's. Throws like `read`. */
  textOf(html: string, signal: AbortSignal): Promise<string>
  close(): Promise<void>
}

/** The outside world. Only flows receive it. */
export interface Ports {
  tools: readonly ExternalTool[]
  models: LanguageModels
  providers: ModelProviders
  embeddings: EmbeddingModels
  /** Null if none is configured. */
  reranker: Reranker | null
  blobs: Blobs
  toolServers: ToolServers
  documents: DocumentReader
  mails: MailReader
  pictures: Pictures
  /** Null if the machine has no ffmpeg. */
  films: Films | null
  /** Null if the machine has no pdftoppm. */
  drawnPages: DrawnPages | null
  /** Null if none is configured; so are the next two. */
  scanner: Scanner | null
  transcriber: Transcriber | null
  speaker: Speaker | null
  pages: WebPages
  /** Calls addresses that members of a tenant entered, never in a private network. */
  callOut: HttpCall
  /** Null if none is configured. */
  mailer: Mailer | null
  /** Waits, where people are meant to see a pause. Throws the signal's reason if it aborts. */
  pause(milliseconds: number, signal: AbortSignal): Promise<void>
}
