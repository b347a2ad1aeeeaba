import { Fault } from '#kernel/fault.ts'
import type { ModelRequest } from '#kernel/model-ports.ts'
import { languageOf } from '#platform/lexical/language-of.ts'

const used = 'The budget for AI answers is used up. Ask an administrator of this organisation.'
export const refused = () => new Fault('limit_reached', used, { reason: 'budget' })

/** Whether a call of a model was refused because of a used-up budget. */
export const isBudgetUsedUp = (error: unknown): boolean => error instanceof Fault && error.reason === 'budget'

const words = {
  en: 'I found nothing about this there.',
  'zh-CN': '文档里没有找到相关内容。',
  'zh-TW': '文件裡沒有找到相關內容。',
}

/** The answer if no passage matches and no model may be called, in the language of the question. */
export function nothingFound({ messages }: ModelRequest): string {
  const last = messages.findLast(({ role }) => role === 'user')
  const said = last?.role === 'user' ? last.content : []
  return words[languageOf(said.map((part) => (part.type === 'text' ? part.text : '')).join('\n'))]
}
