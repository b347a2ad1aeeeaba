import { z } from 'zod'
import { Instant } from '../ids.ts'

/** How much of each a tenant may have. Documents and storage at any time, messages and tokens in a calendar month, UTC. */
const amount = z.int().min(0).max(Number.MAX_SAFE_INTEGER)
export const Limits = z
  .strictObject({
    documents: amount.nullable(),
    storageBytes: amount.nullable(),
    messagesPerMonth: amount.nullable().describe('Answers that were asked for.'),
    tokensPerMonth: amount.nullable().describe('Read and written by models.'),
  })
  .describe('Null is no limit.')
  .meta({ id: 'Limits' })
export type Limits = z.infer<typeof Limits>
export type Limited = keyof Limits
export const Plan = z.strictObject({ name: z.string().trim().max(60), limits: Limits }).meta({ id: 'Plan' })
export type Plan = z.infer<typeof Plan>
export const Used = z.object({
  documents: z.int(),
  storageBytes: z.int(),
  messagesPerMonth: z.int(),
  tokensPerMonth: z.int(),
})
export type Used = z.infer<typeof Used>
/** A tenant’s plan and how much of it is used, give or take the last seconds. */
export const Quota = z
  .object({
    plan: Plan,
    used: Used,
    monthEndsAt: Instant.describe('When messages and tokens are counted from zero again.'),
  })
  .meta({ id: 'Quota' })
export type Quota = z.infer<typeof Quota>
