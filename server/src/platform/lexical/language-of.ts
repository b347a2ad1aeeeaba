import { foldScript } from './fold-script.ts'

const HAN = /\p{Script=Han}/gu
const KANA_OR_HANGUL = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u

/**
 * The product language of a text, judging by its characters: Chinese in either script, otherwise English, also for
 * Japanese and Korean.
 */
export function languageOf(text: string): 'en' | 'zh-CN' | 'zh-TW' {
  const han = text.match(HAN)?.join('') ?? ''
  if (han === '' || KANA_OR_HANGUL.test(text)) return 'en'
  return foldScript(han) === han ? 'zh-CN' : 'zh-TW'
}
