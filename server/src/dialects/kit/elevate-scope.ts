import { entrustedScope, elevatedScope, systemScope, type Visit } from '#features/access/index.ts'
import type { Application } from '#kernel/application.ts'
import { forbidden } from '#kernel/fault.ts'
import type { Permission } from '#kernel/permissions.ts'
import type { Actor, Scope } from '#kernel/scope.ts'

declare const lent: unique symbol

/** A server scope with more permissions than its caller has, for something that the caller may do. */
export type ElevatedScope = Scope & { readonly [lent]: true }

interface Lending {
  /** The permission that the caller must have. */
  readonly asked: Permission
  /** The permissions of the scope, besides the dialect's own. */
  readonly may?: readonly Permission[]
  /** True if the operator opened this to callers of this kind. */
  readonly isOpened?: boolean
}

/**
 * A server scope in the caller's tenant, for something that the caller may do here and not elsewhere. It sees
 * everything there, so it has exactly the named permissions. Throws Fault `forbidden` if the caller lacks `asked`. A
 * rule test lists every place that creates one.
 */
export function elevateScope(caller: Scope, { asked, may = [], isOpened = false }: Lending): ElevatedScope {
  if (!isOpened && !caller.actor.permissions.has(asked)) throw forbidden()
  return elevatedScope(caller, new Set(['public', 'internal', ...may])) as ElevatedScope
}

/** The same for the dialect's own data only: external names, and notes on objects. */
export const openDialectScope = (caller: Scope): Scope =>
  elevatedScope(caller, new Set(['public', 'internal']))

/** The same before there is a caller: to admit somebody for whom the dialect vouches. */
export const elevateBeforeEntry = (
  app: Application,
  tenantId: string,
  visit: Visit,
  may: readonly Permission[] = [],
): ElevatedScope =>
  elevatedScope(systemScope(app, tenantId, visit), new Set(['public', 'internal', ...may])) as ElevatedScope

/**
 * A scope for everything in a tenant in somebody's name, for the operator's command that imports an older system's
 * data. Throws Fault `forbidden` unless the server itself is the caller.
 */
export function moveInAs(
  operator: Scope,
  actor: Pick<Actor, 'kind' | 'id' | 'name'>,
  tenantId = operator.tenantId,
): Scope {
  if (operator.actor.kind !== 'system') throw forbidden()
  return entrustedScope(operator, tenantId, actor)
}
