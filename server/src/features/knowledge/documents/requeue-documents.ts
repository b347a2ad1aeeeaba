import { SourceRef } from '#contract/shapes/knowledge.ts'
import { command } from '#kernel/use-case.ts'
import { progressOf } from './document.ts'
import { documentIndex } from './document-job.ts'
import { asQueued, outdatedDocuments, updateDocument } from './document-store.ts'
import { visibleSources } from '../visible.ts'

const AT_ONCE = 50

/** Sends some documents that an earlier generation of their source was indexed for. Answers whether there may be more. */
export const requeueDocuments = command({
  name: 'document.requeue-some',
  permission: 'internal',
  input: SourceRef,
  async run({ tx, scope, emit, enqueue }, { sourceId }): Promise<boolean> {
    const source = await visibleSources(tx, scope)
      .select('generation')
      .where('id', '=', sourceId)
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (!source) return false
    const outdated = await outdatedDocuments(tx, sourceId, { before: source.generation, limit: AT_ONCE })
    for (const { id } of outdated) {
      const row = await updateDocument(tx, id, { ...asQueued, generation: source.generation })
      emit({ type: 'document.changed', payload: progressOf(row) })
      enqueue(documentIndex, { documentId: id })
    }
    return outdated.length === AT_ONCE
  },
})
