import { z } from 'zod'
import { id } from '#contract/ids.ts'
import { jobKind } from '#kernel/jobs.ts'

/** What is to be done when other things are found in a knowledge base than before. Others do it. */
export const knowledgeBaseChanged = jobKind({
  name: 'knowledge-base.changed',
  input: z.strictObject({
    knowledgeBaseId: id('knowledgeBase'),
    change: z
      .int()
      .describe('Which change it was; when the knowledge base has a later one, that one is told of too.'),
  }),
  triesMax: 3,
})
