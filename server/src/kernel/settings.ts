/** The part of the configuration that product rules look at. Durations in milliseconds, sizes in bytes. */
export interface Settings {
  readonly accessTokenLifetimeMs: number
  readonly refreshTokenLifetimeMs: number
  /** Whether one refresh token is good for as long as a session lasts, instead of being exchanged for another. */
  readonly keepsRefreshTokens: boolean
  /** For whom access tokens may be JWTs, whose claims clients read; null where all are opaque. */
  readonly tokenAudience: string | null
  readonly uploadLimitBytes: number
  /** A reply that is still unfinished after this long ends as `failed`. */
  readonly replyLimitMs: number
  /** How long a lease holds without being renewed; a dead process is noticed after this long. */
  readonly leaseMs: number
  /** How long search waits for more that was said, so that it takes it in together and work in the foreground goes first. */
  readonly searchPauseMs: number
  /** The same of webhooks and mail, which tell others what happened. */
  readonly outwardPauseMs: number
  /** For how many days all events are kept; those of the audit log stay. */
  readonly eventDays: number
  /** For how many months what was said is found; 0: for ever. */
  readonly searchMonths: number
  /** Hosts in private networks that every tenant may point a connection at; `*` for all. */
  readonly privateHosts: readonly string[]
  /** Hosts in private networks whose pages every tenant may take into its knowledge bases; `*` for all. */
  readonly pageHosts: readonly string[]
  /** Id of the model that reads pictures given to knowledge bases; null: pictures cannot be read. */
  readonly visionModel: string | null
  /** How many messages a summary of a conversation takes in at a time, unless its agent says otherwise; 0: there are none. */
  readonly summaryEvery: number
  /** Whether a model sums up what was said before a person is asked for. */
  readonly sumsUpForInbox: boolean
  /** Whether conversations that nobody named get a title from a model. */
  readonly writesTitles: boolean
  /** What the vectors of all knowledge bases together may take of this process's memory. */
  readonly vectorBytesMax: number
  /** Whether there is a mail server that takes mail from us. */
  readonly sendsMail: boolean
  /** Where people reach this server, for links in mail; known wherever mail is sent. */
  readonly publicUrl: string | null
  /** Whether callers without an account, where a door lets them in, change what was set up through it too. */
  readonly guestsSetUp: boolean
  /** Whether a session of the Chat API under a name that can be guessed is everybody's who names it. */
  readonly sharesNamedSessions: boolean
  /** How many minutes a conversation is quiet before an agent of an older client may speak first, unless that says otherwise. */
  readonly quietMinutes: number
  /** Whether people may register where callers belong who name no tenant, whatever that tenant's owner says. */
  readonly letsPeopleRegister: boolean
  readonly version: string
}
