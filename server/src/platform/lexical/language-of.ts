import { foldScript } from './fold-script.ts'

/** Which of the product's languages a text is in, as far as its characters tell: Han in either script, or else English. */
export function languageOf(text: string): 'en' | 'zh-CN' | 'zh-TW' {
  const han = text.match(/\p{Script=Han}/gu)?.join('') ?? ''
  return han === '' ? 'en' : foldScript(han) === han ? 'zh-CN' : 'zh-TW'
}
