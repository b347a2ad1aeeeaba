import { step } from '#kernel/step.ts'
import type { Scope } from '#kernel/scope.ts'
import { readKeptWords } from '../search-dictionary/search-dictionary-store.ts'
import { outdatedPassages, replaceTerms } from '../term-store.ts'
import { visibleKnowledgeBases } from '../visible.ts'
import { textAnalysisBy, termsOf } from '../passages/analysed-passage.ts'

const AT_ONCE = 64

/** Analyzes some passages of a knowledge base again. Returns the last of them; null if there are no more. */
const reanalysePart = step(
  async (
    { tx, scope },
    { knowledgeBaseId, after }: { knowledgeBaseId: string; after: string | null },
  ): Promise<string | null> => {
    const knowledgeBase = await visibleKnowledgeBases(tx, scope)
      .select('id')
      .where('id', '=', knowledgeBaseId)
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (!knowledgeBase) return null
    const kept = await readKeptWords(tx, scope)
    const wanted = { knowledgeBaseId, textAnalysis: textAnalysisBy(kept), after, limit: AT_ONCE }
    const outdated = await outdatedPassages(tx, scope, wanted)
    const analysed = outdated.map((passage) => {
      const original = passage.original_text ?? passage.text
      const headingsOutside = passage.heading_path.filter((heading) => !original.includes(heading))
      return { ...passage, ...termsOf({ headingsOutside, text: passage.text }, passage.document_name, kept) }
    })
    if (analysed.length > 0) await replaceTerms(tx, scope, knowledgeBaseId, analysed)
    return outdated.at(-1)?.id ?? null
  },
)

/**
 * Updates the terms of passages that an earlier version analyzed. Can be killed at any point and run again; in the
 * meantime passages are found by their old terms.
 */
export async function reanalyseKnowledgeBase(
  scope: Scope,
  { knowledgeBaseId }: { knowledgeBaseId: string },
): Promise<void> {
  let after: string | null = null
  do {
    scope.signal.throwIfAborted()
    after = await reanalysePart(scope, { knowledgeBaseId, after })
  } while (after !== null)
}
