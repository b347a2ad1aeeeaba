import { z } from 'zod'
import { ConversationRef, MessageRef } from './conversation.ts'

/** A language tag, for example `zh-CN`. */
export const LanguageTag = z
  .string()
  .max(35)
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'expected a language such as en or zh-CN')

export const DraftAnswer = ConversationRef.extend({
  hint: z.string().trim().max(1_000).default('').describe('What the draft should say, in a few words.'),
})
export const SumUpConversation = ConversationRef.extend({
  language: LanguageTag.optional().describe(
    'The language of the summary, for example `zh-CN`. Omitted: the language of the conversation.',
  ),
})
export const TranslateMessage = MessageRef.extend({
  language: LanguageTag.describe('The language to translate into, for example `en` or `zh-CN`.'),
})
export const TranslateAnswer = ConversationRef.extend({ text: z.string().trim().min(1).max(10_000) })

export const Translation = z
  .object({
    text: z.string().describe('The translated text.'),
    isKept: z
      .boolean()
      .describe('Whether the translation was stored before, so that this call cost nothing.'),
  })
  .meta({ id: 'Translation' })
export type Translation = z.infer<typeof Translation>
