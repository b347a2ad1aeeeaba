import { z } from 'zod'
import { Instant, id } from '../ids.ts'
import { ConversationRef } from './conversation.ts'

const score = z.int().min(1).max(5).describe('From 1, very bad, to 5, very good.')
export const CsatLanguage = z.enum(['en', 'zh-CN', 'zh-TW'])
export type CsatLanguage = z.infer<typeof CsatLanguage>

/** How the owner of a conversation rated it, or that they were asked to. */
export const CsatRating = z
  .object({
    id: z.uuid(),
    conversationId: id('conversation'),
    score: score.nullable().describe('From 1, very bad, to 5, very good; null until they rate it.'),
    comment: z.string().describe('What the owner added in words; may be empty.'),
    memberId: id('member')
      .nullable()
      .describe('The member who had the conversation when it was resolved; null if no member did.'),
    askedAt: Instant.describe('When the owner was asked.'),
    ratedAt: Instant.nullable().describe('When the owner rated it; null until then.'),
    changeableUntil: Instant.nullable().describe(
      'Until when the owner may change the rating; null until they rate it.',
    ),
  })
  .meta({ id: 'CsatRating' })
export type CsatRating = z.infer<typeof CsatRating>
export const CsatRatingList = z.object({ items: z.array(CsatRating) }).meta({ id: 'CsatRatingList' })

export const ReadCsatRating = ConversationRef.extend({
  language: CsatLanguage.default('en').describe('The language of the question.'),
})
/** The request for a CSAT rating, as the owner of a conversation sees it. */
export const CsatRequest = z
  .object({
    isRequested: z.boolean().describe('Whether the owner is being asked now.'),
    question: z.string().describe('The question to show, in the requested language.'),
    csatRating: CsatRating.nullable().describe(
      'The latest rating or request of this conversation; null if the owner was never asked.',
    ),
  })
  .meta({ id: 'CsatRequest' })
export type CsatRequest = z.infer<typeof CsatRequest>

export const RateConversation = ConversationRef.extend({
  score,
  comment: z
    .string()
    .trim()
    .max(2_000)
    .optional()
    .describe('What the owner adds in words. Omitted: the comment stays as it is.'),
})

const questions = z.strictObject({
  en: z.string().trim().max(200).describe('In English.'),
  'zh-CN': z.string().trim().max(200).describe('In Simplified Chinese.'),
  'zh-TW': z.string().trim().max(200).describe('In Traditional Chinese.'),
})
const settings = {
  isOn: z.boolean().describe('Whether ratings are requested at all.'),
  asksAfterAgents: z
    .boolean()
    .describe('Whether a rating is also requested if no person had the conversation when it was resolved.'),
  delayMinutes: z
    .int()
    .min(0)
    .max(10_080)
    .describe('How many minutes after a conversation was resolved the rating is requested.'),
  changeMinutes: z.int().min(0).max(43_200).describe('For how many minutes a rating may be changed.'),
  questions: questions.describe('The wording of the question in each language. Empty: the built-in wording.'),
}
/** Whether and how CSAT ratings are requested. */
export const CsatSettings = z.object(settings).meta({ id: 'CsatSettings' })
export type CsatSettings = z.infer<typeof CsatSettings>
export const ChangeCsatSettings = z.strictObject(settings).partial()
