import { titleOf } from '../documents/document.ts'
import { analyse, countTerms, kindOf } from '#platform/lexical/analyse.ts'
import type { EditedDraft } from '../passages/edited-draft.ts'

/** The terms that a passage is found by. */
export interface AnalysedTerms {
  readonly terms: ReadonlyMap<string, number>
  readonly termCount: number
}

/** A passage with the terms it is found by. */
export interface AnalysedPassage extends EditedDraft, AnalysedTerms {
  /** In the place of a stored one: its id and revision. */
  readonly id?: string
  readonly revision?: number
}

/** Analyses a passage together with what it stands under: its document's name and the headings that it does not repeat. */
export function analysePassage(passage: EditedDraft, documentName: string): AnalysedPassage {
  return { ...passage, ...termsOf(passage, documentName) }
}

/** The terms of a passage. The words of the name count twice: whoever named the document said what it is about. */
export function termsOf(
  { headingsOutside, text }: Pick<EditedDraft, 'headingsOutside' | 'text'>,
  documentName: string,
): AnalysedTerms {
  const title = titleOf(documentName)
  const terms = countTerms([title, ...headingsOutside, text].join('\n'))
  for (const term of analyse(title)) if (kindOf(term) === 'word') terms.set(term, (terms.get(term) ?? 0) + 1)
  return { terms, termCount: [...terms.values()].reduce((sum, count) => sum + count, 0) }
}
