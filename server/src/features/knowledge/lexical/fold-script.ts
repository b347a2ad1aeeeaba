import { Converter } from 'opencc-js/t2cn'

type Convert = (text: string) => string

let opened: Convert | undefined

/**
 * Traditional Chinese as simplified, whole phrases at a time, so that a question in one script finds text in the
 * other. Text in neither is left as it is. The dictionary is opened when first needed.
 */
export function foldScript(text: string): string {
  const convert: Convert = opened ?? Converter({ from: 'twp', to: 'cn' })
  opened = convert
  return convert(text)
}
