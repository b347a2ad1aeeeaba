import { en, type Words } from './en.ts'
import { zhCN } from './zh-cn.ts'
import { zhTW } from './zh-tw.ts'

export interface ChosenWords {
  readonly language: string
  readonly words: Words
}

/** The widget's own words in the first of these languages that it speaks; `auto` stands for the browser's. */
export function chooseWords(wanted: string): ChosenWords {
  const asked = wanted === 'auto' ? navigator.languages : [wanted]
  for (const language of asked) {
    if (/^zh\b.*\b(tw|hk|mo|hant)\b/i.test(language)) return { language: 'zh-TW', words: zhTW }
    if (/^zh\b/i.test(language)) return { language: 'zh-CN', words: zhCN }
    if (/^en\b/i.test(language)) return { language: 'en', words: en }
  }
  return { language: 'en', words: en }
}
