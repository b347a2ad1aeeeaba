import { z } from 'zod'
import { FirstSteps } from '#contract/shapes/agent.ts'
import { areAllReady } from '#features/knowledge/index.ts'
import { listLanguageModels } from '#features/models/index.ts'
import { query } from '#kernel/use-case.ts'
import { findAgentNamed } from '../agent-store.ts'
import { GUIDE } from './place-guide.ts'

/** Shows what a newcomer can begin with: whom to ask about Parley, and whether a model is connected. */
export const readFirstSteps = query({
  name: 'first-steps.read',
  permission: 'agent:read',
  input: z.strictObject({}),
  output: FirstSteps,
  async run(context) {
    const { tx } = context
    const guide = await findAgentNamed(tx, GUIDE)
    const { items } = await listLanguageModels.within(context, {})
    return {
      guideId: guide?.id ?? null,
      isGuideReady: guide !== null && (await areAllReady(tx, guide.source_ids)),
      hasModel: items.some(({ provider }) => provider !== 'offline'),
    }
  },
})
