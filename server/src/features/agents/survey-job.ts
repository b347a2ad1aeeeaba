import { z } from 'zod'
import { id } from '#contract/ids.ts'
import { jobKind } from '#kernel/jobs.ts'

/** The work of finding the conversations that an agent may be looked at for, now that it may or a person agrees. */
export const initiativeSurvey = jobKind({
  name: 'initiative.survey',
  input: z.strictObject({
    agentId: id('agent').nullable(),
    personId: z.uuid().nullable(),
  }),
  triesMax: 5,
})
