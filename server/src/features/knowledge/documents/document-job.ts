import { z } from 'zod'
import { DocumentRef, KnowledgeBaseRef } from '#contract/shapes/knowledge.ts'
import { jobKind } from '#kernel/jobs.ts'

/** The work of making one document searchable. */
export const documentIndex = jobKind({ name: 'document.index', input: DocumentRef, triesMax: 5 })

/** The work of sending all documents of a knowledge base to be indexed anew. */
export const knowledgeBaseReindex = jobKind({
  name: 'knowledge-base.reindex',
  input: KnowledgeBaseRef,
  triesMax: 5,
})

/** The work of finding the passages of a knowledge base by what is looked for now. */
export const knowledgeBaseReanalyse = jobKind({
  name: 'knowledge-base.reanalyse',
  input: KnowledgeBaseRef,
  triesMax: 20,
})

/** The work of reading the documents of a knowledge base again that were read by older rules. */
export const knowledgeBaseReread = jobKind({
  name: 'knowledge-base.reread',
  input: KnowledgeBaseRef,
  triesMax: 20,
})

export const LeftFiles = z.strictObject({ keys: z.array(z.string()) })

/** The work of removing files that documents had. */
export const filesLeft = jobKind({ name: 'document.remove-files', input: LeftFiles, triesMax: 8 })
