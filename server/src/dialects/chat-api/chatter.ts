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

/** The scope in which a chatter writes: for a guest, anyone with that session's ID. */
interface Writing {
  readonly sessionId?: string
  /** The name that a guest claims. */
  readonly claimed?: string | undefined
  /** Whether everybody who names the session shares it, so that no account owns it. */
  readonly isShared?: boolean
}

/** Somebody on the customers' side: a guest, or the owner of a token. */
export interface Chatter {
  readonly dialectScope: Scope
  /** The user ID that clients get to see. */
  readonly userId: string
  /** The account of a token; null for guests, who are only known by the session ID. */
  readonly accountId: string | null
  /** An elevated scope for what this one may do, or what the operator opened to guests. Throws Fault `forbidden`. */
  lend(asked: Permission, may?: readonly Permission[]): ElevatedScope
  /** The scope of a visitor whose session key the caller has, with no permissions that the caller lacks. */
  asVisitor(visitor: { id: string; name: string }, visit: Visit): Scope
  /** The scope by which they write. */
  writer(writing: Writing, visit?: Visit): Promise<Scope>
}

const NAME_CHARACTERS = 8
const nameOf = (userId: string) => `用户_${[...userId].slice(0, NAME_CHARACTERS).join('')}`

export const newGuestId = () => `guest_${randomUUID().slice(0, NAME_CHARACTERS)}`

/** The permissions to keep a visitor as a contact. */
const CONTACTS: readonly Permission[] = ['contact:read', 'contact:write']

/** Identifies customers. Guests are only admitted if an operator opened this dialect by name. */
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
      // Conversations of staff under their own name are private; here they are customers like all others.
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
      // Claimed names are unproven, so only the key of a session makes a customer.
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
