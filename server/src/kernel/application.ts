import type { Database } from '#platform/database/open.ts'
import type { Contents } from '#platform/crypto/contents.ts'
import type { Vault } from '#platform/crypto/vault.ts'
import type { Live } from '#platform/live/live.ts'
import type { RateLimiter } from '#platform/limits/rate-limiter.ts'
import type { Log } from '#platform/log/log.ts'
import type { Wake } from '#platform/queue/wake.ts'
import type { Traces } from '#platform/traces/traces.ts'
import type { UsageCounter } from './usage-counter.ts'
import type { Metrics } from './metrics.ts'
import type { VisitorSessions } from './visitor-session.ts'
import type { PersonalData } from './personal-data.ts'
import type { Ports } from './ports.ts'
import type { Reaction } from './reactions.ts'
import type { Settings } from './settings.ts'

/** What an opened application holds. Made by `app.ts`, closed by it, reached through a scope. */
export interface Application {
  readonly database: Database
  readonly live: Live
  readonly log: Log
  /** What this process does and how long it takes, for whoever looks after it. */
  readonly metrics: Metrics
  /** Null where no collector of traces is named. */
  readonly traces: Traces | null
  readonly ports: Ports
  readonly settings: Settings
  /** The clock by which features decide what is due. Moments of stored rows are the database's. */
  now(): Date
  /** Seals what people wrote, where the operator wants that. */
  readonly contents: Contents
  /** Seals what must not be read where it is stored. */
  readonly vault: Vault
  /** What features do when something happens. */
  readonly reactions: readonly Reaction[]
  /** Count what a tenant uses of its plan. */
  readonly usageCounters: readonly UsageCounter[]
  /** What is kept of visitors, in the order in which it is erased: what others are found by comes last. */
  readonly personalData: readonly PersonalData[]
  /** Counts the calls of everybody who knocks. */
  readonly limiter: RateLimiter
  readonly visitorSessions: VisitorSessions
  /** Names this process in leases. */
  readonly processId: string
  /** Told after a commit that there is work: jobs for the worker, events for all who listen. */
  readonly wake: Wake
}
