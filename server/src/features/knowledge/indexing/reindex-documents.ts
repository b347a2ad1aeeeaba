import { KnowledgeBaseRef } from '#contract/shapes/knowledge.ts'
import { flow } from '#kernel/use-case.ts'
import { requeueDocuments } from '../documents/requeue-documents.ts'

/** Sends the documents of a knowledge base to be indexed anew, some at a time. May be killed anywhere and run again. */
export const reindexDocuments = flow({
  name: 'knowledge-base.reindex-documents',
  permission: 'internal',
  input: KnowledgeBaseRef,
  async run({ scope }, { knowledgeBaseId }): Promise<void> {
    while (await requeueDocuments(scope, { knowledgeBaseId })) scope.signal.throwIfAborted()
  },
})
