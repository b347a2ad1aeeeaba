import { z } from 'zod'
import { id } from '../ids.ts'
import { Cost } from '../money.ts'

const day = z.iso.date()

export const ReadUsage = z.strictObject({
  by: z
    .enum(['day', 'model', 'agent', 'person', 'purpose'])
    .default('day')
    .describe('What each line of the result is about.'),
  from: day.describe('The first day of the period.'),
  to: day.describe('The last day of the period, inclusive.'),
  timeZone: z
    .string()
    .min(1)
    .max(60)
    .default('UTC')
    .describe('The IANA time zone in which days begin, such as `Asia/Taipei`.'),
  agentId: id('agent').optional().describe('Only usage by this agent. Omitted: all.'),
  model: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('Only usage of the model with this id. Omitted: all.'),
})
export type ReadUsage = z.output<typeof ReadUsage>

const counts = {
  replies: z.int().describe('Number of answers that ended, in any state.'),
  searches: z.int().describe('Number of calls to embedding models and rerankers to search for a question.'),
  failures: z.int().describe('Number of answers that failed or were interrupted.'),
  inputTokens: z
    .int()
    .describe(
      'Number of input tokens, including those for searches and for the pictures and passages that models read for knowledge bases.',
    ),
  outputTokens: z.int().describe('Number of output tokens.'),
  costs: z.array(Cost).describe('The total cost in each currency, without usage whose price is unknown.'),
  unpriced: z
    .int()
    .describe(
      'Number of answers that used tokens, and of calls to embedding models and rerankers, whose price is unknown.',
    ),
  firstTokenMs: z
    .int()
    .nullable()
    .describe('The median time to the first token in milliseconds; null if there are none.'),
}

export const UsageLine = z.object({
  key: z
    .string()
    .describe(
      'The day (`2026-01-31`), the id of the model, agent or person, or the purpose: `answer`, `summary`, `title`, `memory`, `proactive-check`, `picture`, `embedding` (vectors of passages), `search` (vectors of questions) or `reranking`.',
    ),
  name: z.string().describe('The display name of the line; empty if the agent or person no longer exists.'),
  ...counts,
})
export type UsageLine = z.infer<typeof UsageLine>

export const Usage = z
  .object({
    total: z.object(counts).describe('The sums of the whole period.'),
    items: z
      .array(UsageLine)
      .describe('The lines: every day of the period in order, or at most 100 others, most answers first.'),
  })
  .meta({ id: 'Usage' })
export type Usage = z.infer<typeof Usage>
