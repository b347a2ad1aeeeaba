import { InboxMember, SetAway } from '#contract/shapes/inbox.ts'
import { forbidden } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import { staffingChanged } from '../job-kinds.ts'
import { findPresent } from './presence-store.ts'

/** Sets the caller away, although their window is open, or back. */
export const setAway = command({
  name: 'inbox.set-away',
  permission: 'inbox:write',
  input: SetAway,
  output: InboxMember,
  async run({ tx, scope, emit, enqueue }, { isAway }) {
    const { id, kind, name } = scope.actor
    if (kind !== 'member' || id === null) throw forbidden('Only members can be online.')
    await putAway(tx, scope, id, isAway)
    emit({ type: 'inbox.presence-set', payload: { memberId: id, isAway } })
    enqueue(staffingChanged, { memberId: id, at: scope.app.now().toISOString() })
    return { id, name, isOnline: !isAway && (await findPresent(tx, scope)).has(id), isAway }
  },
})

/** The members who set themselves away. */
export const findAway = async (tx: Reader): Promise<Set<string>> =>
  new Set((await tx.selectFrom('away_members').select('member_id').execute()).map((row) => row.member_id))

async function putAway(tx: Transaction, scope: Scope, memberId: string, isAway: boolean): Promise<void> {
  const key = { tenant_id: scope.tenantId, member_id: memberId }
  if (isAway)
    await tx
      .insertInto('away_members')
      .values(key)
      .onConflict((on) => on.doNothing())
      .execute()
  else await tx.deleteFrom('away_members').where('member_id', '=', memberId).execute()
}
