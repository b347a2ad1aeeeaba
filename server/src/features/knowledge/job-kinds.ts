import { z } from 'zod'
import { id } from '#contract/ids.ts'
import { DocumentRef, KnowledgeBaseRef } from '#contract/shapes/knowledge.ts'
import { jobKind } from '#kernel/jobs.ts'

/** What is to be done when other things are found in a knowledge base than before. Others do it. */
export const knowledgeBaseChanged = jobKind({
  name: 'knowledge-base.changed',
  input: z.strictObject({
    knowledgeBaseId: id('knowledgeBase'),
    change: z
      .int()
      .describe('Which change it was; when the knowledge base has a later one, that one is told of too.'),
  }),
  triesMax: 3,
})

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

const LeftFiles = z.strictObject({ keys: z.array(z.string()) })

/** The work of removing files that documents had. */
export const filesLeft = jobKind({ name: 'document.remove-files', input: LeftFiles, triesMax: 8 })

/** The work of making vectors of what has none yet. It is tried for about half an hour, and then once an hour. */
export const knowledgeBaseEmbed = jobKind({
  name: 'knowledge-base.embed',
  input: KnowledgeBaseRef,
  triesMax: 12,
})
