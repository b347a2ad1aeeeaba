import { z } from 'zod'
import { id } from '../ids.ts'

const key = z.string().trim().min(1).max(64).describe('The key of the metadata.')
const value = z
  .union([z.string().max(500), z.number(), z.boolean()])
  .describe('The text, number or boolean to look for.')
const not = z
  .boolean()
  .default(false)
  .describe('If true, negates the condition: only documents that do not meet it.')
const notOrdered = 'expected a number or a date such as 2026-01-31'
const bound = z
  .union([z.number(), z.iso.date(notOrdered)], notOrdered)
  .describe(
    'A number, or a date such as `2026-01-31`. Only values of the same kind are compared; others never match.',
  )

/** A condition on one metadata key of a document. */
export const Condition = z
  .discriminatedUnion('is', [
    z.strictObject({
      key,
      is: z
        .literal('equal')
        .describe('Matches the same text, number or boolean; for a list, one of its entries.'),
      value,
      not,
    }),
    z.strictObject({
      key,
      is: z.literal('one-of').describe('Matches any of `values`; for a list, one of its entries.'),
      values: z.array(value).min(1).max(20).describe('The values, of which one must match.'),
      not,
    }),
    z.strictObject({
      key,
      is: z.literal('present').describe('Matches any value, if the document has the key.'),
      not,
    }),
    z.strictObject({
      key,
      is: z.literal('at-least').describe('Matches a number or date at or above `value`.'),
      value: bound,
      not,
    }),
    z.strictObject({
      key,
      is: z
        .literal('at-most')
        .describe('Matches a number up to `value`, or a date up to the end of that day.'),
      value: bound,
      not,
    }),
  ])
  .meta({ id: 'Condition' })
export type Condition = z.infer<typeof Condition>

/** Selects the documents that meet all conditions. */
export const Conditions = z.array(Condition).max(10).describe('Conditions that a document must all meet.')
export type Conditions = z.infer<typeof Conditions>

/** Limits a knowledge base to the documents that meet all conditions. */
export const KnowledgeBaseFilter = z.strictObject({ knowledgeBaseId: id('knowledgeBase'), where: Conditions })
export type KnowledgeBaseFilter = z.infer<typeof KnowledgeBaseFilter>
