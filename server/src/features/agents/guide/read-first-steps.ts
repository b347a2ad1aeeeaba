import { z } from 'zod'
import { FirstSteps } from '#contract/shapes/agent.ts'
import { areAllReady } from '#features/knowledge/index.ts'
import { listLanguageModels } from '#features/models/index.ts'
import { query } from '#kernel/use-case.ts'
import { findAgentNamed, findFirstAgent } from '../agent-store.ts'
import { GUIDE } from './place-guide.ts'

/**
 * Returns the first steps for a newcomer: whom to ask about Parley, whether a model is connected, and where documents
 * go.
 */
export const readFirstSteps = query({
  name: 'first-steps.read',
  permission: 'agent:read',
  input: z.strictObject({}),
  output: FirstSteps,
  async run(context) {
    const { tx } = context
    const [guide, first] = [await findAgentNamed(tx, GUIDE), await findFirstAgent(tx)]
    const { items } = await listLanguageModels.within(context, {})
    return {
      guideId: guide?.id ?? null,
      isGuideReady: guide !== null && (await areAllReady(tx, guide.knowledge_base_ids)),
      knowledgeBaseId: (first?.id !== guide?.id && first?.knowledge_base_ids[0]) || null,
      hasModel: items.some(({ provider }) => provider !== 'offline'),
    }
  },
})
