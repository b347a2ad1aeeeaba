import { entrustedScope, elevatedScope, systemScope, type Visit } from '#features/access/index.ts'
import type { Application } from '#kernel/application.ts'
import { forbidden } from '#kernel/fault.ts'
import type { Permission } from '#kernel/permissions.ts'
import type { Actor, Scope } from '#kernel/scope.ts'

declare const lent: unique symbol

/** A scope of the server with more permissions than its caller has, for something that the caller may do. */
export type ElevatedScope = Scope & { readonly [lent]: true }

interface Lending {
  /** What the caller itself must hold. */
  readonly asked: Permission
  /** What the scope may do, besides what is the dialect's own. */
  readonly may?: readonly Permission[]
  /** True where the operator opened what is asked to callers like this one. */
  readonly isOpened?: boolean
}

/**
 * A scope of the server in the caller's tenant, for what the caller may do here and not elsewhere. It sees everything
 * there, so its permissions are what is named and no others. Throws Fault `forbidden` where the caller lacks `asked`.
 * A rule test lists every place that makes one.
 */
export function elevateScope(caller: Scope, { asked, may = [], isOpened = false }: Lending): ElevatedScope {
  if (!isOpened && !caller.actor.permissions.has(asked)) throw forbidden()
  return elevatedScope(caller, new Set(['public', 'internal', ...may])) as ElevatedScope
}

/** The same for the dialect's own notes alone: what things are called there, and what was noted of them. */
export const openDialectScope = (caller: Scope): Scope =>
  elevatedScope(caller, new Set(['public', 'internal']))

/** The same where nobody has entered yet: for letting somebody in whom the dialect vouches for. */
export const elevateBeforeEntry = (
  app: Application,
  tenantId: string,
  visit: Visit,
  may: readonly Permission[] = [],
): ElevatedScope =>
  elevatedScope(systemScope(app, tenantId, visit), new Set(['public', 'internal', ...may])) as ElevatedScope

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
