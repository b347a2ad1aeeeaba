import { type RawBuilder, sql } from 'kysely'
import type { Scope } from '#kernel/scope.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'

/** A process that was silent for so long has died, and its windows with it. */
const SILENT_MS = 60_000

/** Whether the process that recorded a presence is alive; the embedded database belongs to a single process. */
const isAlive = ({ app }: Scope): RawBuilder<boolean> =>
  app.database.kind === 'embedded'
    ? sql<boolean>`process_id = ${app.processId}`
    : sql<boolean>`seen_at > now() - ${`${SILENT_MS} ms`}::interval`

/** The members of the tenant with an open window in any process, including those who are away. */
export const findPresent = async (tx: Reader, scope: Scope): Promise<Set<string>> =>
  new Set(
    (await tx.selectFrom('presences').select('member_id').where(isAlive(scope)).execute()).map(
      (row) => row.member_id,
    ),
  )

/** Records that this process serves a window of a member, or no longer does. */
export async function putPresence(
  tx: Transaction,
  { tenantId, app }: Scope,
  memberId: string,
  isHere: boolean,
): Promise<void> {
  const key = { tenant_id: tenantId, member_id: memberId, process_id: app.processId }
  if (isHere)
    await tx
      .insertInto('presences')
      .values(key)
      .onConflict((on) =>
        on.columns(['tenant_id', 'member_id', 'process_id']).doUpdateSet({ seen_at: sql<Date>`now()` }),
      )
      .execute()
  else
    await tx
      .deleteFrom('presences')
      .where('member_id', '=', memberId)
      .where('process_id', '=', app.processId)
      .execute()
}

/** Says that this process is alive. */
export const renewPresences = async (tx: Transaction, { app }: Scope): Promise<void> =>
  void (await tx
    .updateTable('presences')
    .set({ seen_at: sql<Date>`now()` })
    .where('process_id', '=', app.processId)
    .execute())

/** Removes the presences of dead processes; returns their members. */
export const clearDead = async (tx: Transaction, scope: Scope): Promise<string[]> =>
  (
    await tx
      .deleteFrom('presences')
      .where(sql<boolean>`NOT (${isAlive(scope)})`)
      .returning('member_id')
      .execute()
  ).map((row) => row.member_id)
