import { z } from 'zod'
import { jobKind } from '#kernel/jobs.ts'

/**
 * Gives a new tenant its starting content. Queued when a tenant is created, handled by the features that own the
 * content.
 */
export const startingContentJob = jobKind({
  name: 'tenant.create-starting-content',
  input: z.strictObject({}),
  triesMax: 10,
})
