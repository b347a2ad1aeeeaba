/** The texts of a shared conversation's page. */
const en = {
  title: 'Shared conversation',
  untitled: 'A conversation',
  asOf: (when: string) => `As of ${when}. What was said later is not shown.`,
  person: 'Question',
  agent: 'AI agent',
  operator: 'A person answered',
  sources: 'Sources',
  page: (page: number) => `p. ${page}`,
  file: (name: string) => `Save the file ${name}`,
  notice: 'Answers of an AI agent can be wrong.',
  gone: 'There is nothing here',
  goneHint: 'The link is wrong, was revoked, or is over.',
}
export type SharedWords = typeof en

const words: Record<'en' | 'zh-CN' | 'zh-TW', SharedWords> = {
  en,
  'zh-CN': {
    title: '共享的会话',
    untitled: '一个会话',
    asOf: (when) => `截至 ${when}，之后的内容不会显示。`,
    person: '提问',
    agent: 'AI 智能体',
    operator: '人工答复',
    sources: '来源',
    page: (page) => `第 ${page} 页`,
    file: (name) => `保存文件 ${name}`,
    notice: 'AI 智能体的回答可能有误。',
    gone: '这里没有内容',
    goneHint: '链接有误、已被撤销或已过期。',
  },
  'zh-TW': {
    title: '分享的對話',
    untitled: '一個對話',
    asOf: (when) => `截至 ${when}，之後的內容不會顯示。`,
    person: '提問',
    agent: 'AI 智慧體',
    operator: '人工答覆',
    sources: '來源',
    page: (page) => `第 ${page} 頁`,
    file: (name) => `儲存檔案 ${name}`,
    notice: 'AI 智慧體的回答可能有誤。',
    gone: '這裡沒有內容',
    goneHint: '連結有誤、已被撤銷或已過期。',
  },
}

export type SharedLanguage = keyof typeof words
export const wordsIn = (language: SharedLanguage): SharedWords => words[language]

const TRADITIONAL = /^zh-(?:hant|tw|hk|mo)\b/i

const spoken = (tag: string): SharedLanguage | null => {
  if (TRADITIONAL.test(tag)) return 'zh-TW'
  if (/^zh\b/i.test(tag)) return 'zh-CN'
  return /^en\b/i.test(tag) ? 'en' : null
}

/** The first of our languages in an `Accept-Language`, by weight; English if there is none. */
export function preferredLanguage(header: string | undefined): SharedLanguage {
  const wanted = (header ?? '')
    .slice(0, 500)
    .split(',')
    .map((entry) => {
      const [tag = '', ...facts] = entry.trim().split(';')
      const weight = Number(facts.find((fact) => /^\s*q=/.test(fact))?.split('=')[1] ?? 1)
      return { tag, weight: Number.isFinite(weight) ? weight : 0 }
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
  return wanted.map(({ tag }) => spoken(tag)).find((language) => language !== null) ?? 'en'
}
