import { z } from 'zod'
import { createKnowledgeBase, listKnowledgeBases } from '#features/knowledge/index.ts'
import { startingContentJob } from '#features/tenants/index.ts'
import { jobHandler } from '#kernel/jobs.ts'
import { command, flow } from '#kernel/use-case.ts'
import { createAgent } from './create-agent.ts'
import { placeGuide } from './guide/place-guide.ts'

const INSTRUCTIONS =
  'You are a friendly, helpful assistant. Be brief. When the documents answer a question, keep to them.'

/** Gives a new tenant an agent, a place for its documents and a guide who knows Parley, so that the first question can be asked at once. */
export const createStartingContent = flow({
  name: 'tenant.create-starting-content',
  permission: 'internal',
  input: z.strictObject({}),
  run: ({ scope }) => placeStartingContent(scope, {}),
})

/** The things themselves, all or none; a tenant that has knowledge bases is left as it is. */
const placeStartingContent = command({
  name: 'tenant.place-starting-content',
  permission: 'internal',
  input: z.strictObject({}),
  async run(context) {
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
  },
})

export const jobHandlers = [jobHandler(startingContentJob, { flow: createStartingContent, concurrency: 2 })]
