import { Converter } from 'opencc-js/t2cn'

type Convert = (text: string) => string

const HAN = /\p{Script=Han}/u

/** A conversion whose dictionary is loaded on first use. */
const folding = (from: 'tw' | 'twp'): Convert => {
  let opened: Convert | undefined
  return (text) => {
    if (!HAN.test(text)) return text
    const convert: Convert = opened ?? Converter({ from, to: 'cn' })
    opened = convert
    return convert(text)
  }
}

/**
 * Traditional Chinese as simplified, by whole phrases, so that a question in one script finds text in the other. Other
 * text is unchanged.
 */
export const foldScript = folding('twp')

/** The same by single characters: 連線 becomes 连线, while by phrases it becomes 连接. */
export const foldCharacters = folding('tw')
