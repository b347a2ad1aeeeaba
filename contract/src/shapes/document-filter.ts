import { z } from 'zod'
import { id } from '../ids.ts'

const key = z.string().trim().min(1).max(64)
const value = z.union([z.string().max(500), z.number(), z.boolean()])
const not = z
  .boolean()
  .default(false)
  .describe('True turns it round: only documents of which it does not hold.')
const notOrdered = 'expected a number or a date such as 2026-01-31'
const bound = z
  .union([z.number(), z.iso.date(notOrdered)], notOrdered)
  .describe(
    'A number, or a date such as 2026-01-31. Other kinds of values never fit, nor texts that are not dates.',
  )

/** One thing that the metadata of a document must say. */
export const Condition = z
  .discriminatedUnion('is', [
    z.strictObject({
      key,
      is: z.literal('equal').describe('The same text, number or truth; of a list, one of its entries.'),
      value,
      not,
    }),
    z.strictObject({ key, is: z.literal('one-of'), values: z.array(value).min(1).max(20), not }),
    z.strictObject({ key, is: z.literal('present').describe('Whatever it says.'), not }),
    z.strictObject({ key, is: z.literal('at-least'), value: bound, not }),
    z.strictObject({ key, is: z.literal('at-most'), value: bound, not }),
  ])
  .meta({ id: 'Condition' })
export type Condition = z.infer<typeof Condition>

/** Which documents count: those that meet all conditions. */
export const Conditions = z.array(Condition).max(10)
export type Conditions = z.infer<typeof Conditions>

/** For some knowledge bases, which of their documents count. */
export const KnowledgeBaseFilter = z.strictObject({ knowledgeBaseId: id('knowledgeBase'), where: Conditions })
export type KnowledgeBaseFilter = z.infer<typeof KnowledgeBaseFilter>
