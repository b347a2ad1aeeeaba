import { uuidv7 } from 'uuidv7'
import type { Maker } from './cast.ts'

/** A call that an answer ended with, as if its model had asked for it. Its owner may decide. */
export async function waitingCall(
  { scope: { app, tenantId }, canary }: Maker,
  conversationId: string,
  replyId: string,
): Promise<string> {
  const id = uuidv7()
  await app.database.write(tenantId, async (tx) => {
    const { message_id: messageId } = await tx
      .selectFrom('replies')
      .select('message_id')
      .where('id', '=', replyId)
      .executeTakeFirstOrThrow()
    await tx
      .insertInto('tool_approvals')
      .values({
        tenant_id: tenantId,
        id,
        conversation_id: conversationId,
        reply_id: replyId,
        message_id: messageId,
        call_id: id,
        name: 'pay_out',
        tool: 'pay_out',
        fingerprint: 'one',
        input: JSON.stringify({ to: canary }),
        is_tainted: false,
        person_may_decide: true,
        expires_at: new Date(Date.now() + 3_600_000),
      })
      .execute()
  })
  return id
}
