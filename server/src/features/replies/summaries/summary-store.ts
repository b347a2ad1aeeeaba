import type { Selectable } from 'kysely'
import type { MessageRow } from '#features/conversations/index.ts'
import type { Reader, Transaction } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import { sealableText } from '#platform/database/sealable.ts'
import { setQuestion } from '#platform/database/set-statement.ts'
import type { Scope } from '#kernel/scope.ts'

export type SummaryRow = Selectable<Schema['conversation_summaries']>

// Other branches have their own summaries; the right one is nearly always among the newest.
const NEWEST = 12

const newestOf = setQuestion<{ conversationId: string }, SummaryRow>(
  { conversationId: 'uuid' },
  (db, given) =>
    db
      .selectFrom(given)
      .innerJoinLateral(
        (eb) =>
          eb
            .selectFrom('conversation_summaries')
            .selectAll()
            .whereRef('conversation_id', '=', 'given.conversationId')
            .orderBy('seq', 'desc')
            .limit(NEWEST)
            .as('summary'),
        (join) => join.onTrue(),
      )
      .selectAll('summary')
      .select('given.nth')
      .orderBy('given.nth')
      .orderBy('summary.seq', 'desc'),
)

/** The newest summaries of a conversation, whatever their branch. */
export const newestSummaries = (tx: Reader, conversationId: string): Promise<SummaryRow[]> =>
  newestOf.rows(tx, { conversationId })

/** Stores a summary of everything up to a message; false if there is one already. */
export async function insertSummary(
  tx: Transaction,
  scope: Scope,
  upTo: Pick<MessageRow, 'id' | 'conversation_id' | 'seq'>,
  { text, model }: Pick<SummaryRow, 'text' | 'model'>,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await tx
    .insertInto('conversation_summaries')
    .values({
      tenant_id: scope.tenantId,
      message_id: upTo.id,
      conversation_id: upTo.conversation_id,
      seq: upTo.seq,
      text: sealableText(text),
      model,
    })
    .onConflict((on) => on.columns(['tenant_id', 'message_id']).doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows > 0n
}
