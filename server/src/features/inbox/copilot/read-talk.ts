import { ConversationRef } from '#contract/shapes/conversation.ts'
import { type EquippedAgent, findAgent } from '#features/agents/index.ts'
import { type MessageRow, pathUp } from '#features/conversations/index.ts'
import { requireInboxConversation } from '#features/inbox/handoff/index.ts'
import { requireQuota } from '#features/tenants/index.ts'
import { query } from '#kernel/use-case.ts'

const MESSAGES_MAX = 60

export interface Talk {
  /** Null if no agent answers in the conversation. */
  agent: EquippedAgent | null
  /** The end of the branch that is shown, oldest first. */
  messages: MessageRow[]
}

/** Reads an inbox conversation, if the tenant's quota allows another answer of a model. */
export const readTalk = query({
  name: 'inbox.read-talk',
  permission: 'inbox:write',
  input: ConversationRef,
  async run({ tx, scope }, { conversationId }): Promise<Talk> {
    await requireQuota({ tx, scope }, { tokensPerMonth: 0 })
    const row = await requireInboxConversation(tx, scope, conversationId)
    const [agent, path] = await Promise.all([
      row.agent_id === null ? null : findAgent(tx, row.agent_id),
      pathUp(tx, row.id, row.head_message_id, MESSAGES_MAX),
    ])
    return { agent, messages: path.toReversed() }
  },
})

/** Whose model is asked: the agent's, or the tenant's default if there is no agent. */
export const modelOf = ({ agent }: Talk): { id: string | null; model: string | null } =>
  agent ? { id: agent.id, model: agent.model } : { id: null, model: null }
