import { z } from 'zod'
import { jobKind } from '#kernel/jobs.ts'

/** The work of giving a new tenant what it needs to begin. Asked for where a tenant is made, done by who owns the things. */
export const startingContentJob = jobKind({
  name: 'tenant.create-starting-content',
  input: z.strictObject({}),
  triesMax: 10,
})
