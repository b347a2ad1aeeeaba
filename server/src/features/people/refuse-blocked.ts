import type { Reader, Transaction } from '#platform/database/open.ts'
import { statement } from '#platform/database/statement.ts'
import { conflict, Fault } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'

const standingOf = statement((db, { id }: { id: string }) =>
  db.selectFrom('visitors').select(['blocked_at', 'merged_into']).where('id', '=', id),
)
const heldStandingOf = statement((db, { id }: { id: string }) =>
  db.selectFrom('visitors').select(['blocked_at', 'merged_into']).where('id', '=', id).forShare(),
)

type Standing = Awaited<ReturnType<typeof standingOf.row>>

function refuse(standing: Standing): void {
  if (standing?.blocked_at)
    throw new Fault('forbidden', 'You have been blocked from writing here.', { reason: 'blocked' })
  // Their token has belonged to another visitor since the merge.
  if (standing?.merged_into) throw conflict('Somebody else changed this first. Try again.')
}

/** The acting person; permissions are omitted if somebody else acts for them. */
interface Acting {
  readonly actor: Pick<Scope['actor'], 'kind' | 'id'> & Partial<Pick<Scope['actor'], 'permissions'>>
}

/** Throws Fault `forbidden` with the reason `blocked` if the actor is a blocked visitor. */
export async function refuseBlocked(tx: Reader, { actor }: Acting): Promise<void> {
  if (actor.kind === 'visitor' && actor.id !== null && !actor.permissions?.has('internal'))
    refuse(await standingOf.row(tx, { id: actor.id }))
}

/** The same before a visitor creates something: until the transaction ends, nobody can merge or erase them. */
export async function lockUnblocked(tx: Transaction, { actor }: Scope): Promise<void> {
  if (actor.kind === 'visitor' && actor.id !== null && !actor.permissions.has('internal'))
    refuse(await heldStandingOf.row(tx, { id: actor.id }))
}
