import type { ExtractedDocument } from '#kernel/file-ports.ts'
import { cutStretch } from './cut-stretch.ts'
import { type Section, sectionsOf } from './sections.ts'
import { type Stretch, trimmed } from '../sentences.ts'
import { type PassageSize, sizeOf, usualSize } from '../passage-size.ts'

/** A passage before it is stored. `text` is `document.text.slice(start, end)`. */
export interface PassageDraft extends Stretch {
  readonly ordinal: number
  /** The headings above it, outermost first. */
  readonly headingPath: string[]
  /** Those of them that are not part of its text. */
  readonly headingsOutside: string[]
  readonly page: number | null
  readonly text: string
}

/**
 * Splits a document along its structure: never across a heading; paragraphs, lists and tables stay whole if they fit;
 * neighbors are joined up to the size of a passage. Everything but the space between them is in some passage.
 */
export function splitDocument(document: ExtractedDocument, size: PassageSize = usualSize): PassageDraft[] {
  const { text } = document
  const pageOf = pageFinder(document.pages)
  return sectionsOf(document)
    .flatMap((section) => stretchesOf(text, section, size).map((stretch) => ({ section, stretch })))
    .map(({ section, stretch: { start, end } }, ordinal) => {
      // If headings are so long that they were cut off from their text, a piece has the headings up to its position.
      const headings = section.headings.filter((heading) => heading.start < end)
      return {
        ordinal,
        start,
        end,
        text: text.slice(start, end),
        headingPath: headings.map((heading) => heading.text),
        headingsOutside: headings.filter((heading) => heading.start < start).map((heading) => heading.text),
        page: pageOf(start),
      }
    })
}

/** The blocks of a section, joined while they fit into a passage, and split if one alone does not. */
function stretchesOf(text: string, section: Section, size: PassageSize): Stretch[] {
  const whole = trimmed(text, section)
  if (!whole) return []
  const joined: Stretch[] = []
  for (const block of blocksOf(text, whole)) {
    const last = joined.at(-1)
    if (last && mayJoin(text, { section, last, block, max: size.passage })) last.end = block.end
    else joined.push({ ...block })
  }
  return joined.flatMap((stretch) => cutStretch(text, stretch, size))
}

interface Joining {
  section: Section
  last: Stretch
  block: Stretch
  max: number
}

function mayJoin(text: string, { section, last, block, max }: Joining): boolean {
  const size = sizeOf(text, last.start, block.end)
  if (size <= max) return true
  // A heading stays with the text below it, and a short rest with the text before it.
  const isHeadingOnly = last.end <= section.bodyStart
  const isScrap = block.end === trimmed(text, section)?.end && sizeOf(text, block.start, block.end) < max / 5
  return isHeadingOnly || (isScrap && size <= max * 1.25)
}

function blocksOf(text: string, { start, end }: Stretch): Stretch[] {
  const blocks: Stretch[] = []
  let from = start
  for (const { index, 0: gap } of text.slice(start, end).matchAll(/\n\s*\n/g)) {
    blocks.push({ start: from, end: start + index })
    from = start + index + gap.length
  }
  return [...blocks, { start: from, end }]
}

/** Finds the page of an offset. Must be called in ascending order: pages are scanned once. */
function pageFinder(pages: ExtractedDocument['pages']): (offset: number) => number | null {
  let at = -1
  return (offset) => {
    for (let next = pages[at + 1]; next && next.start <= offset; next = pages[at + 1]) at++
    return pages[at]?.page ?? null
  }
}
