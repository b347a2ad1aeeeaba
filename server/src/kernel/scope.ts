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
  /** The widget that the visitor session belongs to, which is all it gives access to. */
  readonly through?: { readonly widgetId: string; readonly agentId: string | null }
}

/** A web page that calls from a browser. */
export interface CallingPage {
  readonly origin: string
  /** Whether it is one of our own. */
  readonly isOwn: boolean
}

/** Where a call comes from, as far as it can be trusted. Null for jobs and the command line. */
export interface Origin {
  readonly address: string | null
  /** The user agent, cut to 300 characters. */
  readonly userAgent: string | null
  /** The calling page, according to the browser; null for other callers. */
  readonly page: CallingPage | null
}

/**
 * Who acts, in which tenant, and until when. It is the first argument of everything and carries the open application, so
 * that nothing is global. Only `features/access` creates one.
 */
export interface Scope {
  readonly [made]: true
  readonly tenantId: string
  readonly actor: Actor
  /** The session or API key that opened it; streams end with it. */
  readonly credentialId: string | null
  readonly requestId: string
  readonly origin: Origin
  readonly signal: AbortSignal
  /** The caller's `Idempotency-Key`: a command that commits under it returns the same result for every repeat. */
  readonly idempotencyKey: string | null
  readonly app: Application
}

export type ScopeFacts = Omit<Scope, typeof made>

/** Creates a scope. Only `features/access` may call it, which a rule test checks. */
export const makeScope = (facts: ScopeFacts): Scope => Object.freeze({ ...facts }) as Scope

/** The actor as owner of a conversation or author of a message; the system owns nothing. */
export const actorId = (scope: Scope): string => {
  if (scope.actor.id === null) throw new TypeError('The system has no id of its own.')
  return scope.actor.id
}
