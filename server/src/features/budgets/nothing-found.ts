import type { ModelRequest } from '#kernel/model-ports.ts'
import { languageOf } from '#platform/lexical/language-of.ts'

const words = {
  en: 'I found nothing about this there.',
  'zh-CN': '文档里没有找到相关内容。',
  'zh-TW': '文件裡沒有找到相關內容。',
}

/** What is said where the passages have no answer and no model may be asked, in the language of the question. */
export function nothingFound({ messages }: ModelRequest): string {
  const last = messages.findLast(({ role }) => role === 'user')
  const said = last?.role === 'user' ? last.content : []
  return words[languageOf(said.map((part) => (part.type === 'text' ? part.text : '')).join('\n'))]
}
