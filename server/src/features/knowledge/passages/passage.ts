import { splitFaqEntry } from '../faq-entries/faq-entry.ts'
import type { Passage } from '#contract/shapes/knowledge.ts'

/** The scores from each half of a search; null or missing if that half did not find the passage or was not used. */
export interface Halves {
  readonly words?: number | null
  readonly similarity?: number | null
  /** Its rank in that half, from 1. */
  readonly wordsPlace?: number | null
  readonly similarityPlace?: number | null
}

/** A found passage with its score: larger is better, and only comparable within one search. */
export interface FoundPassage extends Passage, Halves {
  readonly score: number
  /** The reranker's score; missing if none was used. */
  readonly rerank?: number | null
  /** Whether links in it may be followed in answers. */
  readonly trustsLinks?: boolean
}

export interface PassageRow {
  readonly id: string
  readonly document_id: string
  readonly document_name: string
  readonly ordinal: number
  readonly heading_path: string[]
  readonly page: number | null
  readonly start_offset: number
  readonly end_offset: number
  readonly text: string
  readonly kind: string
  readonly address: string | null
  readonly is_disabled: boolean
  readonly edit_id: string | null
  readonly original_text: string | null
  readonly edited_text: string | null
}

export const toPassage = (row: PassageRow): Passage => ({
  id: row.id,
  documentId: row.document_id,
  documentName: row.document_name,
  ordinal: row.ordinal,
  headingPath: row.heading_path,
  page: row.page,
  start: row.start_offset,
  end: row.end_offset,
  text: row.text,
  address: row.address,
  faqEntry: row.kind === 'faq-entry' ? splitFaqEntry(row.text) : null,
  isDisabled: row.is_disabled,
  originalText: row.edited_text === null ? null : row.original_text,
})
