import type { ExtractedDocument } from '#kernel/file-ports.ts'
import { cleanText } from './clean-text.ts'
import { Refusal } from './refusal.ts'

const CHARACTERS_MAX = 5_000_000
// Each passage is stored, and found, with the headings above it: a longer one, or one of too many, becomes normal text.
const HEADING_CHARACTERS_MAX = 500
const HEADINGS_MAX = 20_000

/**
 * Writes the text of a document block by block, separated by empty lines, and records where headings and pages start.
 */
export interface TextWriter {
  heading(level: number, text: string): void
  /** A paragraph, or a list or table with its lines. Empty ones leave no trace. */
  block(text: string): void
  /** The following text is on this page, counted from 1. */
  page(page: number): void
  /** Throws Refusal if only whitespace was written. */
  finish(): ExtractedDocument
}

export function openTextWriter(): TextWriter {
  const headings: ExtractedDocument['headings'] = []
  const pages: ExtractedDocument['pages'] = []
  const blocks: string[] = []
  let length = 0
  let nextPage: number | null = null

  /** The start of the block, or null if there was nothing to write. */
  const write = (raw: string): number | null => {
    const text = cleanText(raw).replace(/^\n+/, '').trimEnd()
    if (text === '') return null
    const start = length === 0 ? 0 : length + 2
    length = start + text.length
    if (length > CHARACTERS_MAX)
      throw new Refusal(
        'too-long',
        `The document is too long: more than ${CHARACTERS_MAX.toLocaleString('en')} characters. Split it.`,
      )
    blocks.push(text)
    if (nextPage !== null) pages.push({ start, page: nextPage })
    nextPage = null
    return start
  }

  return {
    heading(level, raw) {
      const text = cleanText(raw).replace(/\s+/g, ' ').trim()
      const start = write(text)
      const isHeading = text.length <= HEADING_CHARACTERS_MAX && headings.length < HEADINGS_MAX
      if (start !== null && isHeading) headings.push({ start, level, text })
    },
    block: (text) => void write(text),
    page(page) {
      nextPage = page
    },
    finish() {
      if (length === 0) throw new Refusal('no-text', 'The document has no text.')
      return { text: blocks.join('\n\n'), headings, pages }
    },
  }
}
