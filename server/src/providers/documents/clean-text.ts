import { mendRadicals } from './cjk-radicals.ts'

// Control characters but tab and line feed, soft hyphens, zero-width marks, surrogates that stand alone.
const unwanted = /(?![\t\n])\p{Cc}|[\u00AD\u200B\u2060\uFEFF]|\p{Surrogate}/gu

/**
 * Text as it is kept: NFKC, line feeds only, without characters that nobody sees and PostgreSQL refuses.
 * NFKC also repairs what PDF writers do to Chinese, such as radicals in the place of characters.
 */
export const cleanText = (text: string): string =>
  mendRadicals(
    text
      .replace(/\r\n?|[\u2028\u2029\x85]|\f/g, '\n')
      .replace(unwanted, '')
      .normalize('NFKC'),
  )
    .replace(/(?<![ \t])[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
