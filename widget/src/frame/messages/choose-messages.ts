import { en, type Messages } from './en.ts'
import { zhCN } from './zh-cn.ts'
import { zhTW } from './zh-tw.ts'

export interface ChosenMessages {
  readonly language: string
  readonly t: Messages
}

/** The widget's messages in the first of these languages that it has; `auto` means the browser's languages. */
export function chooseMessages(wanted: string): ChosenMessages {
  const asked = wanted === 'auto' ? navigator.languages : [wanted]
  for (const language of asked) {
    if (/^zh\b.*\b(tw|hk|mo|hant)\b/i.test(language)) return { language: 'zh-TW', t: zhTW }
    if (/^zh\b/i.test(language)) return { language: 'zh-CN', t: zhCN }
    if (/^en\b/i.test(language)) return { language: 'en', t: en }
  }
  return { language: 'en', t: en }
}
