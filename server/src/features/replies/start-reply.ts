import type { Reply } from '#contract/shapes/conversation.ts'
import { type EquippedAgent, findAgent } from '#features/agents/index.ts'
import { type Ending, hasEffectStep } from '#features/answers/index.ts'
import {
  hasEnded,
  findReply,
  lockConversationOfReply,
  type MessageRow,
  toReply,
  updateOpenReply,
  updateParts,
} from '#features/conversations/index.ts'
import { step } from '#kernel/step.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { hasUntrustedText } from './history/untrusted-text.ts'
import { announceBegun } from './request/announce-begun.ts'
import { readHistory } from './history/reply-history.ts'
import { settleReply } from './end/settle-reply.ts'
import { type ReplyParticipantIds, replyParticipantIds } from './request/reply-participants.ts'
import { rememberedOf } from './summaries/remembered.ts'
import { newestSummaries } from './summaries/summary-store.ts'

const ATTEMPTS_MAX = 3

/** Everything a writer needs to start, read in the transaction that assigned the reply to it. */
export interface BegunReply {
  reply: Reply
  controlEpoch: number
  /** A time just before the database confirmed that the reply is this writer's, from `performance.now()`. */
  confirmedAt: number
  agent: EquippedAgent
  /** Newest first, without the answer itself: the messages that the model gets word for word. */
  history: MessageRow[]
  /** A summary of everything before that. */
  summary: string | null
  /** Whether any of that may contain text from anyone. */
  isTainted: boolean
  participants: ReplyParticipantIds
  /** Whether people answer if the agent requests one. */
  inInbox: boolean
  /** The member or visitor who owns the conversation. */
  ownerId: string
  /** The project that the conversation is in. */
  projectId: string | null
}

/**
 * Assigns a reply to this writer for one more attempt. Null if there is nothing to write: it has ended, waits for an
 * earlier one, or was ended right here because it may not be restarted.
 */
export const startReply = step(
  async (context, { replyId }: { replyId: string }): Promise<BegunReply | null> => {
    const { tx } = context
    const confirmedAt = performance.now()
    const [conversation, row] = await Promise.all([
      lockConversationOfReply(tx, replyId),
      findReply(tx, replyId),
    ])
    if (!conversation || !row || hasEnded(row.state) || conversation.active_reply_id !== row.id) return null

    const refusal = await refusalOf(context, row, conversation.control_epoch)
    if (refusal) {
      await settleReply(context, conversation, row, refusal)
      return null
    }
    const attempt = row.attempt + 1
    const [agent, begun, path, summaries] = await Promise.all([
      findAgent(tx, row.agent_id),
      updateOpenReply(tx, row.id, { state: 'running', attempt }),
      readHistory(tx, conversation.id, row.message_id),
      newestSummaries(tx, conversation.id),
      attempt > 1 && updateParts(tx, row.message_id, []),
    ])
    if (!begun) return null
    if (!agent) {
      const ending: Ending = { state: 'failed', code: 'not_found', detail: 'The agent was deleted.' }
      await settleReply(context, conversation, begun, ending)
      return null
    }
    announceBegun(context, conversation, begun)
    const { history, summary } = rememberedOf(path.slice(1), summaries)
    const told = { history, summary: summary?.text ?? null }
    return {
      reply: toReply(begun),
      controlEpoch: begun.control_epoch,
      confirmedAt,
      agent,
      ...told,
      isTainted: await hasUntrustedText(tx, conversation.id, told),
      inInbox: conversation.in_inbox,
      ownerId: conversation.owner_id,
      projectId: conversation.project_id,
      participants: replyParticipantIds(conversation, agent, history),
    }
  },
)

/** Why a reply must not be (re)started, as the end that it gets instead. */
async function refusalOf(
  { tx }: CommandContext,
  row: { id: string; attempt: number; control_epoch: number; cancel_requested_at: Date | null },
  controlEpoch: number,
): Promise<Ending | null> {
  if (row.cancel_requested_at || row.control_epoch !== controlEpoch) return { state: 'cancelled' }
  if (row.attempt === 0) return null
  if (await hasEffectStep(tx, row.id))
    return {
      state: 'interrupted',
      code: 'unavailable',
      detail:
        'The server stopped after it called a tool that changes something. The tool is not called again; ask again if it should be.',
    }
  if (row.attempt >= ATTEMPTS_MAX)
    return {
      state: 'failed',
      code: 'unavailable',
      detail: 'The answer was started several times and never finished.',
    }
  return null
}
