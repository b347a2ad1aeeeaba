import { AgentInConversation, Conversation } from '#contract/shapes/conversation.ts'
import {
  agentsIn,
  audiencePayload,
  lockVisible,
  showConversation,
  updateConversation,
  reassignQueued,
} from '#features/conversations/index.ts'
import { transfer } from '#features/replies/index.ts'
import { findAnswering, type EquippedAgent } from '#features/agents/index.ts'
import { Fault, notFound } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import type { Reader } from '#platform/database/open.ts'
import { requireOffered } from './require-offered.ts'

const AGENTS_MAX = 8

/**
 * Adds an agent to a conversation. It answers when it is addressed by name or when the conversation is transferred to
 * it.
 */
export const addAgent = command({
  name: 'conversation.add-agent',
  permission: 'conversation:write',
  input: AgentInConversation,
  output: Conversation,
  async run(context, { conversationId, agentId }) {
    const { tx, scope, emit } = context
    const conversation = await lockVisible(tx, scope, conversationId)
    const agent = await requireOffered(tx, scope, conversation, agentId)
    const there = agentsIn(conversation)
    if (there.includes(agentId)) return showConversation(tx, scope, conversation)
    if (there.length >= AGENTS_MAX)
      throw new Fault('limit_reached', `A conversation can have at most ${AGENTS_MAX} agents.`)
    // If no agent answers yet, the new one does.
    const changed =
      conversation.agent_id === null
        ? await transfer(context, conversation, agent, { isKeepingBoth: false })
        : await updateConversation(tx, conversation.id, { participant_ids: [...there, agentId] })
    emit({ type: 'conversation.changed', payload: audiencePayload(changed) })
    return showConversation(tx, scope, changed)
  },
})

/** Removes an agent from a conversation. If it was the one that answers, the next one takes over. Its messages stay. */
export const removeAgent = command({
  name: 'conversation.remove-agent',
  permission: 'conversation:write',
  input: AgentInConversation,
  output: Conversation,
  async run(context, { conversationId, agentId }) {
    const { tx, scope, emit } = context
    const conversation = await lockVisible(tx, scope, conversationId)
    const there = agentsIn(conversation)
    if (!there.includes(agentId)) throw notFound('agent')
    const rest = there.filter((id) => id !== agentId)
    const next = await firstThere(tx, rest)
    await transfer(context, conversation, next, { isKeepingBoth: true })
    // Replies that waited for it because it was addressed.
    await reassignQueued(tx, conversation.id, agentId, next)
    const changed = await updateConversation(tx, conversation.id, {
      participant_ids: rest.length > 1 ? rest : [],
    })
    emit({ type: 'conversation.changed', payload: audiencePayload(changed) })
    return showConversation(tx, scope, changed)
  },
})

/** The agent that answers then: the first that has not been deleted. */
async function firstThere(tx: Reader, ids: readonly string[]): Promise<EquippedAgent> {
  const [first] = await findAnswering(tx, ids)
  if (!first)
    throw new Fault('precondition_failed', 'A conversation needs at least one agent. Add another one first.')
  return first
}
