import { z } from 'zod'
import { Instant, id } from '../ids.ts'

export const UnansweredState = z
  .enum(['open', 'drafted', 'published', 'dismissed'])
  .describe(
    '`open`: no answer yet; `drafted`: an FAQ entry is drafted; `published`: the entry was published, and the question reopens if it goes unanswered again; `dismissed`: it never reopens by itself.',
  )
export const UnansweredQuestion = z
  .object({
    id: id('unansweredQuestion'),
    question: z.string(),
    wordings: z.array(z.string()).describe('Some of the other wordings in which the question was asked.'),
    times: z.int().describe('How often the question was asked, in these or similar words.'),
    conversationId: z
      .uuid()
      .nullable()
      .describe('The conversation in which it was last asked; null if there is none any longer.'),
    state: UnansweredState,
    answer: z.string().describe('The drafted or published answer; empty if there is none.'),
    knowledgeBaseId: id('knowledgeBase')
      .nullable()
      .describe('The knowledge base that the answer is for; null if none is chosen.'),
    documentId: id('document').nullable().describe('The published FAQ entry; null if there is none.'),
    lastAt: Instant.describe('When the question was last asked.'),
  })
  .meta({ id: 'UnansweredQuestion' })
export type UnansweredQuestion = z.infer<typeof UnansweredQuestion>
export const UnansweredQuestionList = z
  .object({ items: z.array(UnansweredQuestion) })
  .meta({ id: 'UnansweredQuestionList' })
export const ListUnanswered = z.strictObject({
  state: z
    .enum(['waiting', 'published', 'dismissed'])
    .default('waiting')
    .describe('Only questions in this state; `waiting`: open or drafted.'),
})
export const UnansweredQuestionRef = z.strictObject({ unansweredQuestionId: id('unansweredQuestion') })
export const DraftUnansweredAnswer = UnansweredQuestionRef.extend({
  knowledgeBaseId: id('knowledgeBase'),
  question: z
    .string()
    .trim()
    .min(1)
    .max(500)
    .optional()
    .describe('An improved wording of the question. Omitted: as it was asked.'),
  answer: z.string().trim().min(1).max(8_000).describe('The answer of the FAQ entry.'),
})
