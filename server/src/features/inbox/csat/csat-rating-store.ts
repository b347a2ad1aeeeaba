import type { Selectable } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { CsatRating, CsatSettings } from '#contract/shapes/csat.ts'
import type { ConversationRow } from '#features/conversations/index.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import { sealingTexts } from '#platform/database/sealable.ts'
import type { Schema } from '#platform/database/schema.ts'

export type CsatRatingRow = Selectable<Schema['csat_ratings']>

const MINUTE_MS = 60_000

/** Records that the owner was asked for a rating; false if they were already asked for this resolution. */
export const insertCsatRating = async (
  tx: Transaction,
  { tenantId }: Scope,
  conversation: Pick<ConversationRow, 'id' | 'owner_kind' | 'owner_id'>,
  { memberId, resolvedAt, askedAt }: { memberId: string | null; resolvedAt: Date; askedAt: Date },
): Promise<boolean> =>
  (await tx
    .insertInto('csat_ratings')
    .values({
      tenant_id: tenantId,
      id: uuidv7(),
      conversation_id: conversation.id,
      owner_kind: conversation.owner_kind,
      owner_id: conversation.owner_id,
      member_id: memberId,
      resolved_at: resolvedAt,
      asked_at: askedAt,
    })
    .onConflict((on) => on.doNothing())
    .returning('id')
    .executeTakeFirst()) !== undefined

/** The CSAT requests and ratings of a conversation, latest resolution first. */
export const findCsatRatings = (tx: Reader, conversationId: string): Promise<CsatRatingRow[]> =>
  tx
    .selectFrom('csat_ratings')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .orderBy('resolved_at', 'desc')
    .limit(100)
    .execute()

export const updateCsatRating = (
  tx: Transaction,
  id: string,
  change: { score: number; comment: string; rated_at: Date },
): Promise<CsatRatingRow> =>
  tx
    .updateTable('csat_ratings')
    .set(sealingTexts(change, 'comment'))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()

/** Until when a CSAT rating can be changed; null before there is one. */
export const changeableUntil = (
  { rated_at }: CsatRatingRow,
  { changeMinutes }: Pick<CsatSettings, 'changeMinutes'>,
): Date | null => (rated_at ? new Date(rated_at.getTime() + changeMinutes * MINUTE_MS) : null)

export const toCsatRating = (
  row: CsatRatingRow,
  settings: Pick<CsatSettings, 'changeMinutes'>,
): CsatRating => ({
  id: row.id,
  conversationId: row.conversation_id,
  score: row.score,
  comment: row.comment,
  memberId: row.member_id,
  askedAt: row.asked_at.toISOString(),
  ratedAt: row.rated_at?.toISOString() ?? null,
  changeableUntil: changeableUntil(row, settings)?.toISOString() ?? null,
})
