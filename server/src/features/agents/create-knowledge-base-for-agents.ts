import { CreateKnowledgeBaseForAgents, KnowledgeBase } from '#contract/shapes/knowledge.ts'
import { createKnowledgeBase } from '#features/knowledge/index.ts'
import { command } from '#kernel/use-case.ts'
import { lockAgent } from './agent-store.ts'
import { changeAgent } from './agents.ts'

/** Creates an empty knowledge base, which the named agents search from then on. */
export const createKnowledgeBaseForAgents = command({
  name: 'knowledge-base.create-for-agents',
  permission: 'knowledge:write',
  input: CreateKnowledgeBaseForAgents,
  output: KnowledgeBase,
  async run(context, { agentIds, ...facts }) {
    const knowledgeBase = await createKnowledgeBase.within(context, facts)
    // In one order, so that two of these never wait for each other.
    for (const agentId of [...new Set(agentIds)].sort()) {
      const { knowledge_base_ids: before } = await lockAgent(context.tx, context.scope, agentId)
      await changeAgent.within(context, { agentId, knowledgeBaseIds: [...before, knowledgeBase.id] })
    }
    return knowledgeBase
  },
})
