import { mendShapes } from './font-shapes.ts'

// Control characters except tab and line feed, soft hyphens, zero-width marks, lone surrogates.
const unwanted = /(?![\t\n])\p{Cc}|[\u00AD\u200B\u2060\uFEFF]|\p{Surrogate}/gu
// A letter with its accents, and the parts of Hangul syllables. More accents than any language has are left as they are:
// to sort them takes the square of their number.
const composable = /\P{M}\p{M}{1,30}(?!\p{M})|[\u1100-\u11FF]{2,}/gu

/**
 * Text as it is stored and quoted: the original, since `10²` is not `102`, nor `：` an ASCII colon. Only invisible
 * differences are removed: line breaks become line feeds, accents are composed (NFC), and presentation forms from PDF
 * writers become normal characters. All other normal forms are for comparison, and made there. A change to this must
 * increase the version of the knowledge's reading rules, so that older documents are read again.
 */
export const cleanText = (text: string): string =>
  mendShapes(
    text
      .replace(/\r\n?|[\u2028\u2029\x85]|\f/g, '\n')
      .replace(unwanted, '')
      .replace(composable, (cluster) => cluster.normalize('NFC')),
  )
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
