import { Converter } from 'opencc-js/t2cn'

type Convert = (text: string) => string

const HAN = /\p{Script=Han}/u

/** A conversion whose dictionary is opened when it is first needed. */
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
 * Traditional Chinese as simplified, whole phrases at a time, so that a question in one script finds text in the
 * other. Text in neither is left as it is.
 */
export const foldScript = folding('twp')

/** The same by what the characters are alone: 連線 becomes 连线, where by phrases it becomes 连接. */
export const foldCharacters = folding('tw')
