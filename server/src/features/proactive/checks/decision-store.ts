import type { Insertable, Selectable } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { Reader, Transaction } from '#platform/database/open.ts'
import { sealingTexts } from '#platform/database/sealable.ts'
import type { Schema } from '#platform/database/schema.ts'
import type { Scope } from '#kernel/scope.ts'

export type DecisionRow = Selectable<Schema['proactive_checks']>

/** When an agent wrote first to a person since a given time, oldest first. */
export async function sentLately(
  tx: Reader,
  { agentId, personId, since }: { agentId: string; personId: string; since: Date },
): Promise<Date[]> {
  const rows = await tx
    .selectFrom('proactive_checks')
    .select('settled_at')
    .where('person_id', '=', personId)
    .where('agent_id', '=', agentId)
    .where('state', '=', 'sent')
    .where('settled_at', '>', since)
    .orderBy('settled_at')
    .execute()
  return rows.flatMap(({ settled_at }) => settled_at ?? [])
}

/** The decisions that led to these messages. */
export const findSent = async (tx: Reader, messageIds: readonly string[]): Promise<DecisionRow[]> =>
  messageIds.length === 0
    ? []
    : tx.selectFrom('proactive_checks').selectAll().where('message_id', 'in', messageIds).execute()

/** The pending decision of a conversation; null if there is none. */
export const findMade = async (tx: Reader, conversationId: string): Promise<DecisionRow | null> =>
  (await tx
    .selectFrom('proactive_checks')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('state', '=', 'made')
    .executeTakeFirst()) ?? null

export const insertDecision = (
  tx: Transaction,
  scope: Scope,
  decision: Omit<Insertable<Schema['proactive_checks']>, 'tenant_id' | 'id' | 'made_at'>,
): Promise<DecisionRow> =>
  tx
    .insertInto('proactive_checks')
    .values({
      ...sealingTexts(decision, 'text', 'reason'),
      tenant_id: scope.tenantId,
      id: uuidv7(),
      made_at: scope.app.now(),
    })
    .returningAll()
    .executeTakeFirstOrThrow()

/** Settles a decision: sent, with its message, or dropped, with the reason. */
export const settleDecision = async (
  tx: Transaction,
  scope: Scope,
  id: string,
  end: { messageId: string } | { skipReason: string },
) =>
  void (await tx
    .updateTable('proactive_checks')
    .set({
      ...('messageId' in end
        ? { state: 'sent', message_id: end.messageId }
        : { state: 'dropped', skip_reason: end.skipReason }),
      settled_at: scope.app.now(),
    })
    .where('id', '=', id)
    .where('state', '=', 'made')
    .execute())
