import type { PersonalData } from '#kernel/personal-data.ts'
import type { Transaction } from '#platform/database/open.ts'

const giveTo = async (tx: Transaction, fromId: string, toId: string | null) =>
  (
    await tx
      .updateTable('spent_vectors')
      .set({ actor_id: toId })
      .where('actor_id', '=', fromId)
      .executeTakeFirstOrThrow()
  ).numUpdatedRows

/** The cost of searches for visitors. It stays in the usage, attributed to nobody. */
export const personalSearches: PersonalData = {
  name: 'searches',
  move: async ({ tx }, fromId, toId) => void (await giveTo(tx, fromId, toId)),
  collect: (tx, visitorId) =>
    tx
      .selectFrom('spent_vectors')
      .select(['purpose', 'model', 'tokens', 'created_at as at'])
      .where('actor_id', '=', visitorId)
      .orderBy('created_at')
      .execute(),
  erase: async ({ tx }, visitorId) => Number(await giveTo(tx, visitorId, null)),
}
