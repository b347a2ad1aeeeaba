import { z } from 'zod'
import { id } from '#contract/ids.ts'
import { jobKind } from '#kernel/jobs.ts'

/** Finds the conversations to check, now that an agent may write first or a person agrees. */
export const proactiveCheckScan = jobKind({
  name: 'proactive-check.scan',
  input: z.strictObject({
    agentId: id('agent').nullable(),
    personId: z.uuid().nullable(),
  }),
  triesMax: 5,
})
