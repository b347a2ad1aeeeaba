import type { CommandContext } from '#kernel/use-case.ts'
import { sourceReanalyse } from '../documents/document-job.ts'
import { visibleSources } from '../visible.ts'

/** Tells that the dictionary is another, and has passages analysed anew when that changes which words are kept whole. */
export async function dictionaryChanged(
  { tx, scope, emit, enqueue }: CommandContext,
  { name, isAboutKept }: { name: string; isAboutKept: boolean },
): Promise<void> {
  emit({ type: 'dictionary.changed', payload: { name } })
  if (!isAboutKept) return
  const sources = await visibleSources(tx, scope).select('id').execute()
  for (const { id } of sources) enqueue(sourceReanalyse, { sourceId: id })
}
