import { SourceRef } from '#contract/shapes/knowledge.ts'
import { flow } from '#kernel/use-case.ts'
import { requeueDocuments } from '../documents/requeue-documents.ts'

/** Sends the documents of a source to be indexed anew, some at a time. May be killed anywhere and run again. */
export const reindexDocuments = flow({
  name: 'source.reindex-documents',
  permission: 'internal',
  input: SourceRef,
  async run({ scope }, { sourceId }): Promise<void> {
    while (await requeueDocuments(scope, { sourceId })) scope.signal.throwIfAborted()
  },
})
