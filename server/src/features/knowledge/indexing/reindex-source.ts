import { Source, SourceRef } from '#contract/shapes/knowledge.ts'
import { command } from '#kernel/use-case.ts'
import { readSource } from '../sources/read-source.ts'
import { sourceReindex } from '../documents/document-job.ts'
import { beginGeneration } from '../sources/source-store.ts'
import { lockSource } from '../visible.ts'

/** Has all documents of a source read and split anew; what they say is found meanwhile. */
export const reindexSource = command({
  name: 'source.reindex',
  permission: 'knowledge:write',
  input: SourceRef,
  output: Source,
  async run(context, { sourceId }) {
    const { tx, scope, emit, enqueue } = context
    const { name } = await lockSource(tx, scope, sourceId)
    await beginGeneration(tx, sourceId)
    enqueue(sourceReindex, { sourceId })
    emit({ type: 'source.changed', payload: { sourceId, name } })
    return readSource.within(context, { sourceId })
  },
})
