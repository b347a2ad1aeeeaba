import { z } from 'zod'
import { Instant, id } from '../ids.ts'
import { ConversationRef } from './conversation.ts'

const score = z.int().min(1).max(5)
export const CsatLanguage = z.enum(['en', 'zh-CN', 'zh-TW'])
export type CsatLanguage = z.infer<typeof CsatLanguage>

/** What the owner of a conversation said of how it went. */
export const CsatRating = z
  .object({
    id: z.uuid(),
    conversationId: id('conversation'),
    score: score.nullable().describe('From 1, very bad, to 5, very good; null while nothing was said.'),
    comment: z.string(),
    memberId: id('member').nullable().describe('Who had the conversation when it was resolved.'),
    askedAt: Instant,
    ratedAt: Instant.nullable(),
    changeableUntil: Instant.nullable().describe('Until when its owner may say otherwise; null before that.'),
  })
  .meta({ id: 'CsatRating' })
export type CsatRating = z.infer<typeof CsatRating>
export const CsatRatingList = z.object({ items: z.array(CsatRating) }).meta({ id: 'CsatRatingList' })

export const ReadCsatRating = ConversationRef.extend({
  language: CsatLanguage.default('en').describe('Of the question.'),
})
/** What the owner of a conversation is asked of it. */
export const CsatRequest = z
  .object({
    isRequested: z.boolean().describe('Whether they are asked just now.'),
    question: z.string(),
    csatRating: CsatRating.nullable().describe('The latest one; null where nobody ever asked.'),
  })
  .meta({ id: 'CsatRequest' })
export type CsatRequest = z.infer<typeof CsatRequest>

export const RateConversation = ConversationRef.extend({
  score,
  comment: z.string().trim().max(2_000).optional().describe('Stays as it was when left out.'),
})

const questions = z.strictObject({
  en: z.string().trim().max(200),
  'zh-CN': z.string().trim().max(200),
  'zh-TW': z.string().trim().max(200),
})
const settings = {
  isOn: z.boolean().describe('Whether anybody is asked at all.'),
  asksAfterAgents: z
    .boolean()
    .describe('Whether those are asked, too, whose conversation no person had when it was resolved.'),
  delayMinutes: z.int().min(0).max(10_080).describe('How long after it was resolved they are asked.'),
  changeMinutes: z.int().min(0).max(43_200).describe('How long a CSAT rating may be changed.'),
  questions: questions.describe('The words of the question; an empty one stands for our own.'),
}
/** Whether and how people are asked how a conversation went. */
export const CsatSettings = z.object(settings).meta({ id: 'CsatSettings' })
export type CsatSettings = z.infer<typeof CsatSettings>
export const ChangeCsatSettings = z.strictObject(settings).partial()
