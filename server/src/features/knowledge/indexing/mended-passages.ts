import { setImmediate as nextTurn } from 'node:timers/promises'
import { normalForm } from '#platform/lexical/normal-form.ts'
import type { ExtractedDocument } from '#kernel/file-ports.ts'
import { movedPlaces } from './moved-places.ts'

const AT_ONCE = 32

/** A stored passage with its text and range. */
export interface StoredPassage {
  readonly id: string
  readonly start_offset: number
  readonly end_offset: number
  readonly text: string
  readonly heading_path: readonly string[]
  readonly edit_id: string | null
  readonly original_text: string | null
  readonly edited_text: string | null
}

/** The new text. ID, terms and vector stay: they are made from a normal form, which is the same. */
export interface MendedPassage {
  readonly id: string
  readonly start: number
  readonly end: number
  readonly text: string
  readonly headingPath: readonly string[]
  /** The edit on it, and its text without that. */
  readonly editId: string | null
  readonly original: string
}

/**
 * The passages of a document whose text was stored normalized, with their original text; null if the document says
 * something else by now, so that it has to be indexed again.
 */
export async function mendedPassages(
  normalised: string,
  passages: readonly StoredPassage[],
  document: ExtractedDocument,
): Promise<MendedPassage[] | null> {
  const moved = movedPlaces(normalised, document.text)
  const headings = writtenHeadings(document)
  if (!moved || !headings) return null
  const mended: MendedPassage[] = []
  for (const [nth, passage] of passages.entries()) {
    // A long document must not hold the event loop.
    if (nth % AT_ONCE === AT_ONCE - 1) await nextTurn()
    const before = passage.original_text ?? passage.text
    if (normalised.slice(passage.start_offset, passage.end_offset) !== before) return null
    const { start, end } = moved({ start: passage.start_offset, end: passage.end_offset })
    const original = document.text.slice(start, end)
    mended.push({
      id: passage.id,
      start,
      end,
      text: passage.edited_text ?? original,
      headingPath: passage.heading_path.map((heading) => headings.get(heading) ?? heading),
      editId: passage.edit_id,
      original,
    })
  }
  return mended
}

/** Headings by their normal forms; null if two have the same. */
function writtenHeadings({ headings }: ExtractedDocument): Map<string, string> | null {
  const written = new Map<string, string>()
  for (const { text } of headings) {
    const form = normalForm(text)
    if ((written.get(form) ?? text) !== text) return null
    written.set(form, text)
  }
  return written
}
