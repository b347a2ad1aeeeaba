import { type Selectable, sql } from 'kysely'
import { findReply, lockConversationOfReply } from '#features/conversations/index.ts'
import { conflict } from '#kernel/fault.ts'
import { step } from '#kernel/step.ts'
import type { Reader } from '#platform/database/open.ts'
import type { Schema } from '#platform/database/schema.ts'
import { sealableJson } from '#platform/database/sealable.ts'

/**
 * Records that a tool is about to be called, before it is. Refused if somebody else has taken over the conversation or
 * the reply, or if the call is already recorded: whoever recorded it makes it.
 */
export const intendToolStep = step(
  async (
    { tx, scope },
    {
      replyId,
      attempt,
      callId,
      name,
      input,
      hasEffect,
    }: { replyId: string; callId: string; attempt: number; name: string; input: unknown; hasEffect: boolean },
  ) => {
    const [conversation, reply] = await Promise.all([
      lockConversationOfReply(tx, replyId),
      findReply(tx, replyId),
    ])
    const isOurs =
      reply?.state === 'running' &&
      reply.attempt === attempt &&
      reply.control_epoch === conversation?.control_epoch
    if (!isOurs) throw conflict('This answer is no longer being written.')
    // A restarted reply has made no call with an effect; read-only calls may be repeated.
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('tool_steps')
      .values({
        tenant_id: scope.tenantId,
        reply_id: replyId,
        call_id: callId,
        name,
        input: sealableJson(input ?? null),
        has_effect: hasEffect,
      })
      .onConflict((on) =>
        on
          .columns(['tenant_id', 'reply_id', 'call_id'])
          .doUpdateSet({
            name,
            input: sealableJson(input ?? null),
            has_effect: hasEffect,
            finished_at: null,
          })
          .where('tool_steps.has_effect', '=', false),
      )
      .executeTakeFirstOrThrow()
    if (numInsertedOrUpdatedRows === 0n) throw conflict('This tool call was already made.')
  },
)

/** Records the output of a tool. */
export const finishToolStep = step(
  async (
    { tx },
    {
      replyId,
      callId,
      output,
      isError,
    }: { replyId: string; callId: string; output: unknown; isError: boolean },
  ) => {
    await tx
      .updateTable('tool_steps')
      .set({ output: sealableJson(output ?? null), is_error: isError, finished_at: sql<Date>`now()` })
      .where('reply_id', '=', replyId)
      .where('call_id', '=', callId)
      .execute()
  },
)

/** Whether a tool with an effect was called for this reply, finished or not. */
export const hasEffectStep = async (tx: Reader, replyId: string): Promise<boolean> =>
  (await tx
    .selectFrom('tool_steps')
    .select('call_id')
    .where('reply_id', '=', replyId)
    .where('has_effect', '=', true)
    .limit(1)
    .executeTakeFirst()) !== undefined

export type ToolStep = Selectable<Schema['tool_steps']>

/** The tool calls of these replies. */
export const stepsOfReplies = async (tx: Reader, replyIds: readonly string[]): Promise<ToolStep[]> =>
  replyIds.length === 0
    ? []
    : tx.selectFrom('tool_steps').selectAll().where('reply_id', 'in', replyIds).execute()
