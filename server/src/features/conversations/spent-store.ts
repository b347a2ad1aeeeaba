import type { Transaction } from '#platform/database/open.ts'

/** Keeps what the replies of a conversation cost, in numbers only, before the conversation is removed. */
export async function keepSpent(tx: Transaction, conversationId: string): Promise<void> {
  await tx
    .insertInto('spent_replies')
    .columns([
      'tenant_id',
      'id',
      'agent_id',
      'owner_kind',
      'owner_id',
      'state',
      'model',
      'input_tokens',
      'output_tokens',
      'first_token_ms',
      'cost_nanos',
      'currency',
      'created_at',
    ])
    .expression((db) =>
      db
        .selectFrom('replies')
        .innerJoin('conversations', 'conversations.id', 'replies.conversation_id')
        .where('conversations.id', '=', conversationId)
        .select([
          'replies.tenant_id',
          'replies.id',
          'replies.agent_id',
          'conversations.owner_kind',
          'conversations.owner_id',
          'replies.state',
          'replies.model',
          'replies.input_tokens',
          'replies.output_tokens',
          'replies.first_token_ms',
          'replies.cost_nanos',
          'replies.currency',
          'replies.created_at',
        ]),
    )
    .execute()
}
