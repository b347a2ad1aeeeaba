import { z } from 'zod'
import { id } from '#contract/ids.ts'
import { jobKind } from '#kernel/jobs.ts'

/** What is to be done when other things are found in a source than before. Others do it. */
export const sourceChanged = jobKind({
  name: 'source.changed',
  input: z.strictObject({
    sourceId: id('source'),
    change: z
      .int()
      .describe('Which change it was; when the source has a later one, that one is told of too.'),
  }),
  triesMax: 3,
})
