import type { Scope } from '#kernel/scope.ts'
import { requeueDocuments } from '../documents/requeue-documents.ts'

/** Sends the documents of a knowledge base to be indexed anew, some at a time. May be killed anywhere and run again. */
export async function reindexDocuments(
  scope: Scope,
  { knowledgeBaseId }: { knowledgeBaseId: string },
): Promise<void> {
  while (await requeueDocuments(scope, { knowledgeBaseId })) scope.signal.throwIfAborted()
}
