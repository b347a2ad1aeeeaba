import { id } from '#contract/ids.ts'
import { SourceRef } from '#contract/shapes/knowledge.ts'
import { command, flow } from '#kernel/use-case.ts'
import { readKeptWords } from '../dictionary/dictionary-store.ts'
import { outdatedPassages, replaceTerms } from '../passages/term-store.ts'
import { visibleSources } from '../visible.ts'
import { analysisBy, termsOf } from './analysed-passage.ts'

const AT_ONCE = 64

/** Analyses some passages of a source anew. Answers the last of them; null when there are no more. */
const reanalysePart = command({
  name: 'source.reanalyse-part',
  permission: 'internal',
  input: SourceRef.extend({ after: id('passage').nullable() }),
  async run({ tx, scope }, { sourceId, after }): Promise<string | null> {
    const source = await visibleSources(tx, scope)
      .select('id')
      .where('id', '=', sourceId)
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (!source) return null
    const kept = await readKeptWords(tx, scope)
    const wanted = { sourceId, analysis: analysisBy(kept), after, limit: AT_ONCE }
    const outdated = await outdatedPassages(tx, scope, wanted)
    const analysed = outdated.map((passage) => {
      const original = passage.original_text ?? passage.text
      const headingsOutside = passage.heading_path.filter((heading) => !original.includes(heading))
      return { ...passage, ...termsOf({ headingsOutside, text: passage.text }, passage.document_name, kept) }
    })
    if (analysed.length > 0) await replaceTerms(tx, scope, sourceId, analysed)
    return outdated.at(-1)?.id ?? null
  },
})

/**
 * Finds the passages of a source by what is looked for now, where they were stored by an earlier version. May be killed
 * anywhere and run again; what is not done yet is found by its old terms meanwhile.
 */
export const reanalyseSource = flow({
  name: 'source.reanalyse',
  permission: 'internal',
  input: SourceRef,
  async run({ scope }, { sourceId }): Promise<void> {
    let after: string | null = null
    do {
      scope.signal.throwIfAborted()
      after = await reanalysePart(scope, { sourceId, after })
    } while (after !== null)
  },
})
