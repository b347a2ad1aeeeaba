import { pages } from './resource.ts'

/** The documents of a knowledge base, without its FAQ entries. */
export const documentsOf = (knowledgeBaseId: string) =>
  pages('documents.list', knowledgeBaseId, { kind: 'document' })
