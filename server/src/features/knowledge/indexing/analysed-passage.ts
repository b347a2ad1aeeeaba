import { titleOf } from '../documents/document.ts'
import { countTerms } from '#platform/lexical/analyse.ts'
import type { EditedDraft } from '../passages/edited-draft.ts'

/** A passage with the terms it is found by. */
export interface AnalysedPassage extends EditedDraft {
  /** In the place of a stored one: its id and revision. */
  readonly id?: string
  readonly revision?: number
  readonly terms: ReadonlyMap<string, number>
  readonly termCount: number
}

/** Analyses a passage together with what it stands under: its document's name and the headings that it does not repeat. */
export function analysePassage(passage: EditedDraft, documentName: string): AnalysedPassage {
  const terms = countTerms([titleOf(documentName), ...passage.headingsOutside, passage.text].join('\n'))
  return { ...passage, terms, termCount: [...terms.values()].reduce((sum, count) => sum + count, 0) }
}
