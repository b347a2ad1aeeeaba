import type { Scope } from '#kernel/scope.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'

/** The members who said that they are away. */
export const findAway = async (tx: Reader): Promise<Set<string>> =>
  new Set((await tx.selectFrom('away_members').select('member_id').execute()).map((row) => row.member_id))

export async function putAway(
  tx: Transaction,
  scope: Scope,
  memberId: string,
  isAway: boolean,
): Promise<void> {
  const key = { tenant_id: scope.tenantId, member_id: memberId }
  if (isAway)
    await tx
      .insertInto('away_members')
      .values(key)
      .onConflict((on) => on.doNothing())
      .execute()
  else await tx.deleteFrom('away_members').where('member_id', '=', memberId).execute()
}
