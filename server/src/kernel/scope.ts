import type { Role } from '#contract/shapes/people.ts'
import type { Application } from './application.ts'
import type { Permission } from './permissions.ts'

declare const made: unique symbol

/** Who acts. `id` is null only for the system itself. */
export interface Actor {
  readonly kind: 'member' | 'visitor' | 'agent' | 'system'
  readonly id: string | null
  readonly name: string
  readonly role: Role
  readonly permissions: ReadonlySet<Permission>
  /** The widget whose visitor session they show: there is nothing else to be seen with it. */
  readonly through?: { readonly widgetId: string; readonly agentId: string | null }
}

/** A page that calls from a browser. */
export interface CallingPage {
  readonly origin: string
  /** Whether it is one of ours. */
  readonly isOwn: boolean
}

/** Where a call comes from, as its door trusts it. Null where nobody called: jobs and the command line. */
export interface Origin {
  readonly address: string | null
  /** What the device calls itself, cut to 300 characters. */
  readonly userAgent: string | null
  /** The page that calls, as its browser says; null for what is no page. */
  readonly page: CallingPage | null
}

/**
 * A tenant that was entered: who acts, where, and until when. It is the first argument of everything and
 * carries the opened application, so that nothing is global. Only `features/access` makes one.
 */
export interface Scope {
  readonly [made]: true
  readonly tenantId: string
  readonly actor: Actor
  /** The session or API key that opened it, so that open streams can end with it. */
  readonly credentialId: string | null
  readonly requestId: string
  readonly origin: Origin
  readonly signal: AbortSignal
  /** From the caller's `Idempotency-Key`: a command that commits under it answers every repeat with the same result. */
  readonly idempotencyKey: string | null
  readonly app: Application
}

export type ScopeFacts = Omit<Scope, typeof made>

/** Makes a scope. For `features/access` alone; a rule test holds that. */
export const makeScope = (facts: ScopeFacts): Scope => Object.freeze({ ...facts }) as Scope

/** The actor of a scope as a conversation's owner or a message's author; the system owns nothing. */
export const actorId = (scope: Scope): string => {
  if (scope.actor.id === null) throw new TypeError('The system has no id of its own.')
  return scope.actor.id
}
