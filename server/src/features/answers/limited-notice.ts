import { languageOf } from '#platform/lexical/language-of.ts'

const notices = {
  en: 'For now I can only quote our documents.',
  'zh-CN': '目前只能引用文档原文来回答。',
  'zh-TW': '目前只能引用文件原文來回答。',
}

/** Says that no model answers, in the language of the question; nobody's money is spoken of. */
export const limitedNotice = (question: string): string => notices[languageOf(question)]
