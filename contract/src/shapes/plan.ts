import { z } from 'zod'
import { Instant } from '../ids.ts'

/** The limits of a tenant: documents and storage in total, messages and tokens in a calendar month (UTC). */
const amount = z.int().min(0).max(Number.MAX_SAFE_INTEGER)
export const Limits = z
  .strictObject({
    documents: amount.nullable().describe('Documents in knowledge bases at any time; null: no limit.'),
    storageBytes: amount.nullable().describe('Stored bytes at any time; null: no limit.'),
    messagesPerMonth: amount
      .nullable()
      .describe('Answers requested in a calendar month (UTC); null: no limit.'),
    tokensPerMonth: amount
      .nullable()
      .describe('Tokens read and written by models in a calendar month (UTC); null: no limit.'),
  })
  .describe('The limits of a tenant; null: no limit.')
  .meta({ id: 'Limits' })
export type Limits = z.infer<typeof Limits>
export type Limited = keyof Limits
export const Plan = z.strictObject({ name: z.string().trim().max(60), limits: Limits }).meta({ id: 'Plan' })
export type Plan = z.infer<typeof Plan>
export const Used = z.object({
  documents: z.int().describe('Documents in knowledge bases now.'),
  storageBytes: z.int().describe('Bytes stored now.'),
  messagesPerMonth: z.int().describe('Answers requested in this calendar month (UTC).'),
  tokensPerMonth: z.int().describe('Tokens read and written by models in this calendar month (UTC).'),
})
export type Used = z.infer<typeof Used>
/** The plan of a tenant and what is used of it; the last seconds may be missing. */
export const Quota = z
  .object({
    plan: Plan,
    used: Used.describe('What is used of the plan.'),
    monthEndsAt: Instant.describe('When the monthly counts of messages and tokens start again from zero.'),
  })
  .meta({ id: 'Quota' })
export type Quota = z.infer<typeof Quota>
