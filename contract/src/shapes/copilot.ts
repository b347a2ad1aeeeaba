import { z } from 'zod'
import { ConversationRef, MessageRef } from './conversation.ts'

/** A language as browsers and operating systems name it. */
export const LanguageTag = z
  .string()
  .max(35)
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'expected a language such as en or zh-CN')

export const DraftAnswer = ConversationRef.extend({
  hint: z.string().trim().max(1_000).default('').describe('What the answer should say, in a few words.'),
})
export const SumUpConversation = ConversationRef.extend({
  language: LanguageTag.optional().describe('What it is written in; that of the conversation when left out.'),
})
export const TranslateMessage = MessageRef.extend({ language: LanguageTag })
export const TranslateAnswer = ConversationRef.extend({ text: z.string().trim().min(1).max(10_000) })

export const Translation = z
  .object({
    text: z.string(),
    isKept: z.boolean().describe('Whether it was translated before, so that nothing was paid for it now.'),
  })
  .meta({ id: 'Translation' })
export type Translation = z.infer<typeof Translation>
