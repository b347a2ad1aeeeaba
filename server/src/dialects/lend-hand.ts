import { entrustedScope, handScope, systemScope, type Visit } from '#features/access/index.ts'
import type { Application } from '#kernel/application.ts'
import { forbidden } from '#kernel/fault.ts'
import type { Permission } from '#kernel/permissions.ts'
import type { Actor, Scope } from '#kernel/scope.ts'

declare const lent: unique symbol

/** The server's own hand, lent for something that its caller may do. */
export type Hand = Scope & { readonly [lent]: true }

interface Lending {
  /** What the caller itself must hold. */
  readonly asked: Permission
  /** What the hand may do, besides what is the dialect's own. */
  readonly may?: readonly Permission[]
  /** True where the operator opened what is asked to callers like this one. */
  readonly isOpened?: boolean
}

/**
 * The server's own hand in the caller's tenant, for what the caller may do here and not elsewhere. It sees everything
 * there, so its permissions are what is named and no others. Throws Fault `forbidden` where the caller lacks `asked`.
 * A rule test lists every place that lends one.
 */
export function lendHand(caller: Scope, { asked, may = [], isOpened = false }: Lending): Hand {
  if (!isOpened && !caller.actor.permissions.has(asked)) throw forbidden()
  return handScope(caller, new Set(['public', 'internal', ...may])) as Hand
}

/** The same for the dialect's own books alone: what things are called there, and what was noted of them. */
export const openBooks = (caller: Scope): Scope => handScope(caller, new Set(['public', 'internal']))

/** The same where nobody has entered yet: for letting somebody in whom the dialect vouches for. */
export const handBefore = (
  app: Application,
  tenantId: string,
  visit: Visit,
  may: readonly Permission[] = [],
): Hand => handScope(systemScope(app, tenantId, visit), new Set(['public', 'internal', ...may])) as Hand

/**
 * Everything in a tenant in somebody's name, for the operator's command that moves an older system's data in. Throws Fault
 * `forbidden` where it is not the server itself that asks.
 */
export function moveInAs(
  operator: Scope,
  actor: Pick<Actor, 'kind' | 'id' | 'name'>,
  tenantId = operator.tenantId,
): Scope {
  if (operator.actor.kind !== 'system') throw forbidden()
  return entrustedScope(operator, tenantId, actor)
}
