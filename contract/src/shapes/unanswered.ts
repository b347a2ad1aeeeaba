import { z } from 'zod'
import { Instant, id } from '../ids.ts'

export const UnansweredState = z
  .enum(['open', 'drafted', 'published', 'dismissed'])
  .describe('`published` opens anew when it is asked and not answered again; `dismissed` does not.')
export const UnansweredQuestion = z
  .object({
    id: id('unansweredQuestion'),
    question: z.string(),
    wordings: z.array(z.string()).describe('Other words in which it was asked; some of them.'),
    times: z.int().describe('How often it was asked, in these words or alike.'),
    conversationId: z.uuid().nullable().describe('Where it was asked last.'),
    state: UnansweredState,
    answer: z.string(),
    knowledgeBaseId: id('knowledgeBase').nullable().describe('Where the answer goes.'),
    documentId: id('document').nullable().describe('The FAQ entry that it became.'),
    lastAt: Instant,
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
    .describe('`waiting`: those that are open or drafted.'),
})
export const UnansweredQuestionRef = z.strictObject({ unansweredQuestionId: id('unansweredQuestion') })
export const DraftAnswer = UnansweredQuestionRef.extend({
  knowledgeBaseId: id('knowledgeBase'),
  question: z.string().trim().min(1).max(500).optional().describe('In better words; as asked when left out.'),
  answer: z.string().trim().min(1).max(8_000),
})
