import { titleOf } from '../documents/document.ts'
import { TEXT_ANALYSIS, analyse, countTerms, kindOf } from '#platform/lexical/analyse.ts'
import type { KeptWords } from '#platform/lexical/kept-words.ts'
import type { EditedDraft } from './edited-draft.ts'
import { leadOf } from './lead.ts'

/** The terms by which a passage is found. */
export interface AnalysedTerms {
  readonly terms: ReadonlyMap<string, number>
  /** Its length: the number of terms, with those of its lead counted once. */
  readonly termCount: number
  /** The text analysis that made them: see `textAnalysisBy`. */
  readonly textAnalysis: string
}

/** A passage with the terms by which it is found. */
export interface AnalysedPassage extends EditedDraft, AnalysedTerms {
  /** In the place of a stored one: its id and revision. */
  readonly id?: string
  readonly revision?: number
}

/** Analyzes a passage together with its context: its document's name and the headings that it does not repeat. */
export function analysePassage(passage: EditedDraft, documentName: string, kept: KeptWords): AnalysedPassage {
  return { ...passage, ...termsOf(passage, documentName, kept) }
}

/** Identifies the text analysis: its version and, after a plus, the protected words. */
export const textAnalysisBy = ({ mark }: KeptWords): string =>
  mark === '' ? TEXT_ANALYSIS : `${TEXT_ANALYSIS}+${mark}`

/**
 * The terms of a passage. The words of the document's name count twice, since they say what it is about. So do the
 * terms of its lead, for the same reason, but they do not make it longer.
 */
export function termsOf(
  { headingsOutside, text }: Pick<EditedDraft, 'headingsOutside' | 'text'>,
  documentName: string,
  kept: KeptWords,
): AnalysedTerms {
  const title = titleOf(documentName)
  const whole = [title, ...headingsOutside, text].join('\n')
  const terms = counted(whole, kept)
  for (const term of analyse(title)) if (kindOf(term) === 'word') terms.set(term, (terms.get(term) ?? 0) + 1)
  const termCount = [...terms.values()].reduce((sum, count) => sum + count, 0)
  for (const [term, count] of counted(leadOf(text), kept)) {
    const known = terms.get(term)
    // Where it ends within a word or a phrase, that has other terms there.
    if (known !== undefined) terms.set(term, known + count)
  }
  return { terms, termCount, textAnalysis: textAnalysisBy(kept) }
}

function counted(text: string, kept: KeptWords): Map<string, number> {
  const terms = countTerms(text)
  for (const term of kept.termsIn(text)) terms.set(term, (terms.get(term) ?? 0) + 1)
  return terms
}
