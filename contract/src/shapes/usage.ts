import { z } from 'zod'
import { id } from '../ids.ts'
import { Cost } from '../money.ts'

const day = z.iso.date()

export const ReadUsage = z.strictObject({
  by: z.enum(['day', 'model', 'agent', 'person', 'purpose']).default('day'),
  from: day.describe('The first day of the period.'),
  to: day.describe('The last day of the period, itself included.'),
  timeZone: z.string().min(1).max(60).default('UTC').describe('Where days begin; an IANA name.'),
  agentId: id('agent').optional(),
  model: z.string().min(1).max(200).optional(),
})
export type ReadUsage = z.output<typeof ReadUsage>

const counts = {
  replies: z.int().describe('Answers that came to an end, however they ended.'),
  searches: z
    .int()
    .describe('How often an embedding model looked a question up, or a reranker put passages in order.'),
  failures: z.int().describe('Those of them that failed or were interrupted.'),
  inputTokens: z
    .int()
    .describe(
      'Those of pictures and passages that a model read for a knowledge base, and of what was looked up, are among them.',
    ),
  outputTokens: z.int(),
  costs: z.array(Cost).describe('One sum a currency; what has no known price is not in it.'),
  unpriced: z
    .int()
    .describe('Answers with tokens, and calls of embedding models and rerankers, whose price was not known.'),
  firstTokenMs: z.int().nullable().describe('The median time to the first word.'),
}

export const UsageLine = z.object({
  key: z
    .string()
    .describe(
      'The day, the id of the model, of the agent or the person, or what a model was asked for: answer, summary, title, memory, proactive-check, picture, embedding (vectors of passages), search (vectors of questions), reranking.',
    ),
  name: z.string().describe('As people call it; empty for somebody who is gone.'),
  ...counts,
})
export type UsageLine = z.infer<typeof UsageLine>

export const Usage = z
  .object({
    total: z.object(counts),
    items: z
      .array(UsageLine)
      .describe('Days in order, each of the period; others by how much they answered, at most 100.'),
  })
  .meta({ id: 'Usage' })
export type Usage = z.infer<typeof Usage>
