import { Conversation, OpenConversation } from '#contract/shapes/conversation.ts'
import { findFirstAgent, requireAgent } from '#features/agents/index.ts'
import { heardBy, insertConversation, showConversation } from '#features/conversations/index.ts'
import { holdWelcome } from '#features/people/index.ts'
import { requireProject } from '#features/projects/index.ts'
import { command } from '#kernel/use-case.ts'

/** Opens an empty conversation, answered by the agent named or else by the tenant's first. */
export const openConversation = command({
  name: 'conversation.open',
  permission: 'conversation:write',
  input: OpenConversation,
  output: Conversation,
  async run({ tx, scope, emit }, { agentId, title, projectId }) {
    await holdWelcome(tx, scope)
    if (projectId) await requireProject(tx, scope, projectId)
    const agent = agentId ? await requireAgent(tx, agentId) : await findFirstAgent(tx)
    const row = await insertConversation(tx, scope, {
      title: title ?? '',
      agentId: agent?.id ?? null,
      projectId: projectId ?? null,
    })
    emit({ type: 'conversation.opened', payload: { ...heardBy(row), messageCount: 0 } })
    return showConversation(tx, scope, row)
  },
})
