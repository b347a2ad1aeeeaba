import { randomUUID } from 'node:crypto'
import {
  openScope,
  refuseSuspended,
  systemScope,
  type Visit,
  countCall,
  visitorScope,
} from '#features/access/index.ts'
import { actorId, type Scope } from '#kernel/scope.ts'
import type { Mount } from '../dialect.ts'
import { findHomeTenant } from '../home-tenant.ts'
import { numberOf } from './numbers.ts'
import { provideVisitor } from './provide-visitor.ts'
import { needsSignIn } from './refusal.ts'

/** Somebody on the customers' side: a guest, or whoever a token belongs to. */
export interface Chatter {
  readonly system: Scope
  /** What clients are told that they are called. */
  readonly userId: string
  /** The account of a token; null for guests, of whom a session's id is all that is known. */
  readonly accountId: string | null
  /** The scope by which they write; a guest's depends on the name that they claim. */
  writer(claimed?: string, visit?: Visit): Promise<Scope>
}

const NAME_CHARACTERS = 8
const CLAIM_CHARACTERS = 180
const nameOf = (userId: string) => `用户_${[...userId].slice(0, NAME_CHARACTERS).join('')}`

export const newGuestId = () => `guest_${randomUUID().slice(0, NAME_CHARACTERS)}`

/** Finds out who is on the customers' side. Guests are let in only where an operator opened this dialect by name. */
export function openChatters({ app, isOwnPort }: Mount) {
  const byToken = async (token: string, visit: Visit): Promise<Chatter> => {
    const scope = await openScope(app, { token }, visit)
    const system = systemScope(app, scope.tenantId, visit)
    const id = actorId(scope)
    const isStaff = scope.actor.permissions.has('desk:read')
    return {
      system,
      userId: String(await numberOf(system, 'user', id)),
      accountId: id,
      // What staff write under their own name is private to them; here they are customers like all others.
      writer: (_, during = visit) =>
        isStaff
          ? enterVisitor(system, `account:${id}`, scope.actor.name, during)
          : openScope(app, { token }, during),
    }
  }

  const asGuest = async (userId: string, visit: Visit): Promise<Chatter> => {
    if (!isOwnPort) throw needsSignIn()
    const tenantId = await findHomeTenant(app, visit)
    await refuseSuspended(app, tenantId)
    const system = systemScope(app, tenantId, visit)
    return {
      system,
      userId,
      accountId: null,
      writer: (claimed = userId, during = visit) =>
        enterVisitor(system, `guest:${claimed.slice(0, CLAIM_CHARACTERS)}`, nameOf(claimed), during),
    }
  }

  return (token: string | null, userId: string, visit: Visit): Promise<Chatter> =>
    token === null ? asGuest(userId, visit) : byToken(token, visit)
}

async function enterVisitor(system: Scope, claimed: string, name: string, visit: Visit): Promise<Scope> {
  const visitor = await provideVisitor(system, {
    claimed: claimed.replaceAll('\0', ''),
    name: name.replaceAll('\0', '').slice(0, 100),
  })
  return countCall(visitorScope(system.app, system.tenantId, visitor.id, visitor.name, visit))
}
