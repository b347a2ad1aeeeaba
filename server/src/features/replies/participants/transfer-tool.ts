import { z } from 'zod'
import { requireAgent } from '#features/agents/index.ts'
import { findReply, audiencePayload, isFollowed, lockVisible } from '#features/conversations/index.ts'
import { asFault, conflict } from '#kernel/fault.ts'
import { parseInput } from '#kernel/guard.ts'
import type { ExternalTool } from '#kernel/ports.ts'
import type { Scope } from '#kernel/scope.ts'
import { step } from '#kernel/step.ts'
import type { ReplyParticipants } from '../request/reply-participants.ts'
import { TRANSFER_TOOL } from '../history/transfer-in.ts'
import { storeTurn } from '../request/request-reply.ts'
import { transfer } from './transfer.ts'

interface Writer {
  replyId: string
  conversationId: string
  attempt: number
}

/** The tool by which an agent transfers the conversation to another; null if there is none to transfer to. */
export function transferTool(
  scope: Scope,
  writer: Writer,
  { offered }: ReplyParticipants,
): ExternalTool | null {
  const byName = new Map(offered.toReversed().map((agent) => [agent.name, agent]))
  const [first, ...others] = byName.keys()
  if (first === undefined) return null
  const shape = z.object({
    agent: z.enum([first, ...others]).describe('Who goes on.'),
    reason: z.string().trim().min(1).max(500).describe('Why, and what the other needs to know.'),
  })
  return {
    name: TRANSFER_TOOL,
    description:
      'Transfers the conversation to another agent, who answers the same question and goes on from there. Use it when the other can help better. Nothing you say after it is heard.',
    inputSchema: z.toJSONSchema(shape, { io: 'input' }) as Record<string, unknown>,
    hasEffect: true,
    // It changes which agent answers here, and nothing outside.
    isReadOnly: true,
    origin: 'built-in',
    endsAnswer: true,
    async call(input) {
      try {
        const { agent: name } = parseInput(shape, input)
        await transferReply(scope, { ...writer, agentId: byName.get(name)?.id ?? '' })
        return { output: `${name} goes on from here.`, isError: false }
      } catch (error) {
        return { output: asFault(error).message, isError: true }
      }
    },
  }
}

/**
 * Transfers a conversation from the agent that is answering to another one, which answers the same question next.
 * Refused if the answer is no longer that agent's to write, or if a person has chosen another agent.
 */
const transferReply = step(
  async (
    context,
    {
      replyId,
      conversationId,
      attempt,
      agentId,
    }: { replyId: string; conversationId: string; attempt: number; agentId: string },
  ): Promise<void> => {
    const { tx, scope, emit } = context
    const conversation = await lockVisible(tx, scope, conversationId)
    const reply = await findReply(tx, replyId)
    const isOurs =
      reply?.state === 'running' &&
      reply.attempt === attempt &&
      reply.control_epoch === conversation.control_epoch &&
      reply.cancel_requested_at === null
    if (!isOurs) throw conflict('This answer is no longer being written.')
    if (conversation.agent_id !== reply.agent_id)
      throw conflict('In the meantime, somebody else was chosen to answer in this conversation.')
    const agent = await requireAgent(tx, scope, agentId)
    const changed = await transfer(context, conversation, agent, { isKeepingBoth: true })
    // If the conversation has moved on, the next queued answer covers this question too.
    if (!(await isFollowed(tx, reply.message_id)))
      await storeTurn(context, {
        conversation: { ...changed, now: conversation.now },
        agent,
        said: null,
        parentId: reply.message_id,
        isShown: conversation.head_message_id === reply.message_id,
      })
    emit({ type: 'conversation.changed', payload: audiencePayload(changed) })
  },
)
