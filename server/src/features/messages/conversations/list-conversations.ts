import { ConversationPage, ListConversations } from '#contract/shapes/conversation.ts'
import { requireAgent } from '#features/agents/index.ts'
import { pageOfConversations, showConversations } from '#features/conversations/index.ts'
import { requireProject } from '#features/projects/index.ts'
import { query } from '#kernel/use-case.ts'

/** Lists the conversations that one may see, the latest activity first. */
export const listConversations = query({
  name: 'conversation.list',
  permission: 'conversation:read',
  input: ListConversations,
  output: ConversationPage,
  async run({ tx, scope }, { limit, after, ...filter }) {
    if (filter.projectId) await requireProject(tx, scope, filter.projectId)
    if (filter.agentId) await requireAgent(tx, scope, filter.agentId)
    const page = await pageOfConversations(tx, scope, { limit, after, filter })
    return { ...page, items: await showConversations(tx, scope, page.items) }
  },
})
