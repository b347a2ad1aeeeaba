import { AgentInConversation, Conversation } from '#contract/shapes/conversation.ts'
import {
  agentsIn,
  audiencePayload,
  lockVisible,
  showConversation,
  updateConversation,
} from '#features/conversations/index.ts'
import { Fault } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { transfer } from '#features/replies/index.ts'
import { requireOffered } from './require-offered.ts'

const AGENTS_MAX = 8

/** Lets one more agent take part, who answers when it is addressed by its name or when the conversation is transferred to it. */
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
    // Where nobody answers, whoever joins does.
    const changed =
      conversation.agent_id === null
        ? await transfer(context, conversation, agent, { isKeepingBoth: false })
        : await updateConversation(tx, conversation.id, { participant_ids: [...there, agentId] })
    emit({ type: 'conversation.changed', payload: audiencePayload(changed) })
    return showConversation(tx, scope, changed)
  },
})
