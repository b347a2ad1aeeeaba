import { languageOf } from '#platform/lexical/language-of.ts'

const notices = {
  en: {
    withheld: 'I could not find an answer in the documents that I may rely on.',
    handedOff:
      'I could not find an answer in the documents that I may rely on. A person has been asked to look at this.',
  },
  'zh-CN': {
    withheld: '在可以依据的文档里没有找到答案。',
    handedOff: '在可以依据的文档里没有找到答案，已请人工来看这个问题。',
  },
  'zh-TW': {
    withheld: '在可以依據的文件裡沒有找到答案。',
    handedOff: '在可以依據的文件裡沒有找到答案，已請專人來看這個問題。',
  },
}

/** What stands in place of an answer of which nothing could be shown, in the language of the question. */
export function withheldNotice(question: string, isHandedOff: boolean): string {
  return notices[languageOf(question)][isHandedOff ? 'handedOff' : 'withheld']
}
