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

/** Everything an open application holds. `app.ts` creates and closes it; features reach it through a scope. */
export interface Application {
  readonly database: Database
  readonly live: Live
  readonly log: Log
  /** Metrics of this process, for its operator. */
  readonly metrics: Metrics
  /** Null if no trace collector is configured. */
  readonly traces: Traces | null
  readonly ports: Ports
  readonly settings: Settings
  /** The clock by which features decide what is due. Timestamps of stored rows come from the database. */
  now(): Date
  /** Encrypts what people wrote, if the operator wants that. */
  readonly contents: Contents
  /** Encrypts secrets at rest. */
  readonly vault: Vault
  /** Reactions of features to events. */
  readonly reactions: readonly Reaction[]
  /** Count a tenant's use of its plan. */
  readonly usageCounters: readonly UsageCounter[]
  /** Data about visitors, in the order in which it is erased: data that leads to other data comes last. */
  readonly personalData: readonly PersonalData[]
  /** Rate limits for all callers. */
  readonly limiter: RateLimiter
  readonly visitorSessions: VisitorSessions
  /** Identifies this process in leases. */
  readonly processId: string
  /** Notified after a commit of new work: jobs for the worker, events for listeners. */
  readonly wake: Wake
}
