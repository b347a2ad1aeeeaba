/** The part of the configuration that features use. Durations in milliseconds, sizes in bytes. */
export interface Settings {
  readonly accessTokenLifetimeMs: number
  readonly refreshTokenLifetimeMs: number
  /** Whether a refresh token stays valid for the whole session instead of being rotated. */
  readonly keepsRefreshTokens: boolean
  /** The audience of access tokens that are JWTs with claims for clients; null: all are opaque. */
  readonly tokenAudience: string | null
  readonly uploadLimitBytes: number
  /** A reply that is still unfinished after this long ends as `failed`. */
  readonly replyLimitMs: number
  /** How long a lease lasts unless renewed; after this time a dead process is noticed. */
  readonly leaseMs: number
  /** How long the search index waits for more messages, so that it takes them in batches and foreground work goes first. */
  readonly searchPauseMs: number
  /** The same for webhooks and email. */
  readonly outwardPauseMs: number
  /** How many days events are kept; audited events are kept forever. */
  readonly eventDays: number
  /** How many months messages stay searchable; 0: forever. */
  readonly searchMonths: number
  /** Hosts in private networks that every tenant may point a connection at; `*` for all. */
  readonly privateHosts: readonly string[]
  /** Hosts in private networks whose pages every tenant may add to its knowledge bases; `*` for all. */
  readonly pageHosts: readonly string[]
  /** The ID of the model that describes pictures in knowledge bases; null: pictures cannot be read. */
  readonly visionModel: string | null
  /** After how many messages a conversation is summarized, unless its agent says otherwise; 0: never. */
  readonly summaryEvery: number
  /** Whether a model summarizes a conversation before it is handed to a person. */
  readonly sumsUpForInbox: boolean
  /** Whether unnamed conversations get a title from a model. */
  readonly writesTitles: boolean
  /** The memory limit for the vectors of all knowledge bases together. */
  readonly vectorBytesMax: number
  /** Whether a mail server is configured. */
  readonly sendsMail: boolean
  /** The public URL of this server, for links in email; always set if email is sent. */
  readonly publicUrl: string | null
  /** Whether callers without an account, if a dialect admits them, may also change its settings. */
  readonly guestsSetUp: boolean
  /** Whether a Chat API session with a guessable name is open to everybody who knows the name. */
  readonly sharesNamedSessions: boolean
  /** How many minutes a conversation must be quiet before an agent of an older client may write first, by default. */
  readonly quietMinutes: number
  /** Whether people may register in the default tenant, whatever its owner's setting. */
  readonly letsPeopleRegister: boolean
  readonly version: string
}
