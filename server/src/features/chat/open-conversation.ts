import { Conversation, OpenConversation } from '#contract/shapes/conversation.ts'
import { findAgent, findFirstAgent, requireAgent } from '#features/agents/index.ts'
import { heardBy, insertConversation, showConversation } from '#features/conversations/index.ts'
import { holdWelcome } from '#features/people/index.ts'
import { requireProject } from '#features/projects/index.ts'
import type { Reader } from '#platform/database/open.ts'
import { notFound } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
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
    const agent = await chosenAgent(tx, scope, agentId)
    const row = await insertConversation(tx, scope, {
      title: title ?? '',
      agentId: agent?.id ?? null,
      projectId: projectId ?? null,
    })
    emit({ type: 'conversation.opened', payload: { ...heardBy(row), messageCount: 0 } })
    return showConversation(tx, scope, row)
  },
})

/** The agent named, else the first. Who comes through a widget is answered by the widget's, and may name no other. */
async function chosenAgent(tx: Reader, { actor: { through } }: Scope, agentId: string | undefined) {
  if (!through) return agentId ? requireAgent(tx, agentId) : findFirstAgent(tx)
  const own = through.agentId ? await findAgent(tx, through.agentId) : null
  const agent = own ?? (await findFirstAgent(tx))
  if (agentId !== undefined && agentId !== agent?.id) throw notFound('agent')
  return agent
}
