import { AnswerStates, ListAnswerStates } from '#contract/shapes/channel.ts'
import type { AnswerState } from '#contract/shapes/channel.ts'
import { requireVisible, saidIn } from '#features/conversations/index.ts'
import { query } from '#kernel/use-case.ts'
import { statesIn } from './channel-message-store.ts'
import { requireChannel } from './channel-store.ts'
import { shortenedAmong } from './email/mail-store.ts'
import { findThreadOf } from './thread-store.ts'

const NEWEST = 200

/** Tells operators where a conversation continues outside, and the delivery states of its answers. */
export const listAnswerStates = query({
  name: 'channel.list-answer-states',
  permission: 'inbox:read',
  input: ListAnswerStates,
  output: AnswerStates,
  async run({ tx, scope }, { conversationId }): Promise<AnswerStates> {
    const conversation = await requireVisible(tx, scope, conversationId)
    const thread = await findThreadOf(tx, conversationId)
    if (!thread) return { channel: null, items: [], shortened: [] }
    const afterSeq = Math.max(0, conversation.last_seq - NEWEST)
    const newest = await saidIn(tx, conversationId, { afterSeq, limit: NEWEST })
    const ids = newest.map(({ id }) => id)
    const [channel, states, shortened] = await Promise.all([
      requireChannel(tx, thread.channel_id),
      statesIn(tx, ids),
      shortenedAmong(tx, ids),
    ])
    const saidAt = new Map(newest.map((said) => [said.id, said.saidAt]))
    return {
      channel: { id: channel.id, name: channel.name },
      items: states.map((row) => ({
        messageId: row.message_id,
        saidAt: saidAt.get(row.message_id) ?? row.updated_at.toISOString(),
        state: row.state as AnswerState,
        detail: row.detail,
        at: row.updated_at.toISOString(),
      })),
      shortened,
    }
  },
})
