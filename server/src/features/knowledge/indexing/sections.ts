import type { ExtractedDocument } from '#kernel/file-ports.ts'
import type { Stretch } from '../sentences.ts'

type Heading = ExtractedDocument['headings'][number]

/** The text under one heading, up to the next one. */
export interface Section extends Stretch {
  /** The heading itself, last, and those above it. */
  readonly headings: readonly Heading[]
  /** Where its headings end and its text starts. */
  readonly bodyStart: number
}

/** The sections of a document, in order. A heading with only deeper headings below it starts the first of those. */
export function sectionsOf({ text, headings }: ExtractedDocument): Section[] {
  const sections: Section[] = []
  const path: Heading[] = []
  let start = 0
  let bodyStart = 0
  headings.forEach((heading, at) => {
    const isBefore = at === 0 && heading.start > 0
    if (isBefore) sections.push({ start: 0, end: heading.start, headings: [], bodyStart: 0 })
    if (at === 0) start = heading.start
    while ((path.at(-1)?.level ?? 0) >= heading.level) path.pop()
    path.push(heading)
    bodyStart = heading.start + heading.text.length
    const next = headings[at + 1]
    const end = next?.start ?? text.length
    const isEmpty = text.slice(bodyStart, end).trim() === ''
    if (isEmpty && next && next.level > heading.level) return
    sections.push({ start, end, headings: [...path], bodyStart })
    start = end
  })
  return headings.length === 0 ? [{ start: 0, end: text.length, headings: [], bodyStart: 0 }] : sections
}
