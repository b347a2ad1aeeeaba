import { z } from 'zod'
import { jobKind } from '#kernel/jobs.ts'

/** The work of taking up what waited for models: the tenant's are others now. Who waits for them does it. */
export const modelsChanged = jobKind({ name: 'models.changed', input: z.strictObject({}), triesMax: 5 })
