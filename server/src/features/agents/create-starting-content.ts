import { step } from '#kernel/step.ts'
import { createKnowledgeBase, listKnowledgeBases } from '#features/knowledge/index.ts'
import { startingContentJob } from '#features/tenants/index.ts'
import { jobHandler } from '#kernel/jobs.ts'
import { createAgent } from './agents.ts'
import { placeGuide } from './guide/place-guide.ts'

const INSTRUCTIONS =
  'You are a friendly, helpful assistant. Be brief. When the documents answer a question, keep to them.'

/**
 * Gives a new tenant an agent, a knowledge base and a guide that knows Parley, so that the first question can be asked
 * at once.
 */
export const createStartingContent = step(async (context) => {
  const { items } = await listKnowledgeBases.within(context, { limit: 1 })
  if (items.length > 0) return
  const knowledgeBase = await createKnowledgeBase.within(context, {
    name: 'Documents',
    description: 'What the assistant may rely on.',
  })
  await createAgent.within(context, {
    name: 'Assistant',
    instructions: INSTRUCTIONS,
    knowledgeBaseIds: [knowledgeBase.id],
    tools: ['current_time'],
  })
  await placeGuide(context)
})

export const jobHandlers = [
  jobHandler(startingContentJob, { work: (scope) => createStartingContent(scope), concurrency: 2 }),
]
