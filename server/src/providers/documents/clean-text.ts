import { mendShapes } from './font-shapes.ts'

// Control characters but tab and line feed, soft hyphens, zero-width marks, surrogates that stand alone.
const unwanted = /(?![\t\n])\p{Cc}|[\u00AD\u200B\u2060\uFEFF]|\p{Surrogate}/gu
// A letter with its accents, and the parts of Hangul syllables. More accents than any language has are left as they are:
// to sort them takes the square of their number.
const composable = /\P{M}\p{M}{1,30}(?!\p{M})|[\u1100-\u11FF]{2,}/gu

/**
 * Text as it is kept and quoted: what was written, for `10²` is not `102`, nor `：` a colon of another script. Only what
 * nobody sees goes: line ends of all kinds become line feeds, accents stand with their letters (NFC), characters stand in
 * the place of the shapes that PDF writers put there. Every other normal form is for comparing, and made by who compares.
 * Whoever changes what comes of a text raises the version of the knowledge's reading, so that older documents are read again.
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
