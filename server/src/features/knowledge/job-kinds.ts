import { z } from 'zod'
import { id } from '#contract/ids.ts'
import { DocumentRef, KnowledgeBaseRef } from '#contract/shapes/knowledge.ts'
import { jobKind } from '#kernel/jobs.ts'

/** The content of a knowledge base changed. Handled by other features. */
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

/** Queues the indexing of all documents of a knowledge base. */
export const knowledgeBaseReindex = jobKind({
  name: 'knowledge-base.reindex',
  input: KnowledgeBaseRef,
  triesMax: 5,
})

/** Updates the terms of a knowledge base's passages. */
export const knowledgeBaseReanalyse = jobKind({
  name: 'knowledge-base.reanalyse',
  input: KnowledgeBaseRef,
  triesMax: 20,
})

/** Reads documents of a knowledge base again that older rules have read. */
export const knowledgeBaseReread = jobKind({
  name: 'knowledge-base.reread',
  input: KnowledgeBaseRef,
  triesMax: 20,
})

const LeftFiles = z.strictObject({ keys: z.array(z.string()) })

/** The work of removing files that documents had. */
export const filesLeft = jobKind({ name: 'document.remove-files', input: LeftFiles, triesMax: 8 })

/** Embeds passages without a vector. Retried for about half an hour, then once an hour. */
export const knowledgeBaseEmbed = jobKind({
  name: 'knowledge-base.embed',
  input: KnowledgeBaseRef,
  triesMax: 12,
})
