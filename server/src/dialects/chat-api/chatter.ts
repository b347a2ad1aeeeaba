import { randomUUID } from 'node:crypto'
import { openScope, refuseSuspended, type Visit, countCall, visitorScope } from '#features/access/index.ts'
import type { Permission } from '#kernel/permissions.ts'
import { actorId, type Scope } from '#kernel/scope.ts'
import type { Mount } from '../dialect.ts'
import { findHomeTenant } from '../kit/home-tenant.ts'
import {
  type ElevatedScope,
  elevateBeforeEntry,
  elevateScope,
  openDialectScope,
} from '../kit/elevate-scope.ts'
import { numberOf } from './numbers.ts'
import { provideVisitor } from './provide-visitor.ts'
import { needsSignIn } from './refusal.ts'

/** Whose scope a chatter writes in: of a guest, whoever has that session's id. */
interface Writing {
  readonly sessionId?: string
  /** The name that a guest claims. */
  readonly claimed?: string | undefined
  /** Whether the session is everybody's who names it, so that no account owns it. */
  readonly isShared?: boolean
}

/** Somebody on the customers' side: a guest, or whoever a token belongs to. */
export interface Chatter {
  readonly dialectScope: Scope
  /** What clients are told that they are called. */
  readonly userId: string
  /** The account of a token; null for guests, of whom a session's id is all that is known. */
  readonly accountId: string | null
  /** An elevated scope for what this one may do, or what the operator opened to guests. Throws Fault `forbidden`. */
  lend(asked: Permission, may?: readonly Permission[]): ElevatedScope
  /** The scope of a visitor whose session this one has the key of, with no right that this one lacks. */
  asVisitor(visitor: { id: string; name: string }, visit: Visit): Scope
  /** The scope by which they write. */
  writer(writing: Writing, visit?: Visit): Promise<Scope>
}

const NAME_CHARACTERS = 8
const nameOf = (userId: string) => `用户_${[...userId].slice(0, NAME_CHARACTERS).join('')}`

export const newGuestId = () => `guest_${randomUUID().slice(0, NAME_CHARACTERS)}`

/** What keeping a visitor as a contact takes. */
const CONTACTS: readonly Permission[] = ['contact:read', 'contact:write']

/** Finds out who is on the customers' side. Guests are let in only where an operator opened this dialect by name. */
export function openChatters({ app, isOwnPort }: Mount) {
  const byToken = async (token: string, visit: Visit): Promise<Chatter> => {
    const scope = await openScope(app, { token }, visit)
    const dialectScope = openDialectScope(scope)
    const id = actorId(scope)
    const { permissions, name } = scope.actor
    const isStaff = permissions.has('inbox:read')
    const asVisitor: Chatter['asVisitor'] = (visitor, during) =>
      countCall(visitorScope(app, scope.tenantId, visitor.id, visitor.name, during, permissions))
    return {
      dialectScope,
      userId: String(await numberOf(dialectScope, 'user', id)),
      accountId: id,
      lend: (asked, may = []) => elevateScope(scope, { asked, may }),
      asVisitor,
      // What staff write under their own name is private to them; here they are customers like all others.
      async writer({ sessionId = '', isShared = false }, during = visit) {
        if (!isStaff && !isShared) return openScope(app, { token }, during)
        const elevated = elevateScope(scope, { asked: 'conversation:write', may: CONTACTS })
        const claimed = isShared ? `session:${sessionId.toLowerCase()}` : `account:${id}`
        return asVisitor(await visitorCalled(elevated, claimed, name), during)
      },
    }
  }

  const asGuest = async (userId: string, visit: Visit): Promise<Chatter> => {
    if (!isOwnPort) throw needsSignIn()
    const tenantId = await findHomeTenant(app, visit)
    await refuseSuspended(app, tenantId)
    const asVisitor: Chatter['asVisitor'] = ({ id, name }, during) =>
      countCall(visitorScope(app, tenantId, id, name, during))
    return {
      dialectScope: elevateBeforeEntry(app, tenantId, visit),
      userId,
      accountId: null,
      lend: (_, may = []) => elevateBeforeEntry(app, tenantId, visit, may),
      asVisitor,
      // Nobody has proven to be called what they claim, so the key of a session is all that makes a customer.
      async writer({ sessionId = randomUUID(), claimed = userId }, during = visit) {
        const elevated = elevateBeforeEntry(app, tenantId, visit, CONTACTS)
        return asVisitor(
          await visitorCalled(elevated, `session:${sessionId.toLowerCase()}`, nameOf(claimed)),
          during,
        )
      },
    }
  }

  return (token: string | null, userId: string, visit: Visit): Promise<Chatter> =>
    token === null ? asGuest(userId, visit) : byToken(token, visit)
}

const visitorCalled = (elevated: ElevatedScope, claimed: string, name: string) =>
  provideVisitor(elevated, { claimed, name: name.replaceAll('\0', '').slice(0, 100) })
