import type { CommandContext } from '#kernel/use-case.ts'
import { knowledgeBaseReanalyse } from '../job-kinds.ts'
import { visibleKnowledgeBases } from '../visible.ts'

/** Tells that the search dictionary is another, and has passages analysed anew when that changes which words are kept whole. */
export async function searchDictionaryChanged(
  { tx, scope, emit, enqueue }: CommandContext,
  { name, isAboutKept }: { name: string; isAboutKept: boolean },
): Promise<void> {
  emit({ type: 'search-dictionary.changed', payload: { name } })
  if (!isAboutKept) return
  const knowledgeBases = await visibleKnowledgeBases(tx, scope).select('id').execute()
  for (const { id } of knowledgeBases) enqueue(knowledgeBaseReanalyse, { knowledgeBaseId: id })
}
