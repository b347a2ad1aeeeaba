import { budgetsChanged } from '#features/budgets/index.ts'
import { modelsChanged } from '#features/models/index.ts'
import type { Manifest } from '#kernel/manifest.ts'
import { jobHandler } from '#kernel/jobs.ts'
import type { Actor } from '#kernel/scope.ts'
import { measureDocuments } from './measure-documents.ts'
import { measureReadings } from './indexing/reading-store.ts'
import { personalSearches } from './vectors/personal-data.ts'
import {
  documentIndex,
  filesLeft,
  knowledgeBaseReanalyse,
  knowledgeBaseReindex,
  knowledgeBaseReread,
  knowledgeBaseEmbed,
} from './job-kinds.ts'
import { embedAll } from './embedding/ask-for-vectors.ts'
import { noteEmbeddingError } from './embedding/note-embedding-error.ts'
import { embedKnowledgeBase } from './embedding/embed-knowledge-base.ts'
import { failureOf } from './documents/failure-of.ts'
import { failDocument } from './documents/fail-document.ts'
import { removeFiles } from './documents/left-files.ts'
import { indexDocument } from './indexing/index-document.ts'
import { reanalyseKnowledgeBase } from './indexing/reanalyse-knowledge-base.ts'
import { rereadKnowledgeBase } from './indexing/reread-knowledge-base.ts'
import { reindexDocuments } from './indexing/reindex-documents.ts'

const jobHandlers = [
  jobHandler(knowledgeBaseReindex, { work: reindexDocuments, concurrency: 1 }),
  jobHandler(knowledgeBaseReread, { work: rereadKnowledgeBase, concurrency: 1 }),
  jobHandler(knowledgeBaseReanalyse, { work: reanalyseKnowledgeBase, concurrency: 1 }),
  jobHandler(documentIndex, {
    work: indexDocument,
    // Each takes a thread and much of the database's time.
    concurrency: 2,
    giveUp: (scope, { documentId }, fault) =>
      failDocument(scope, { documentId, revision: null, ...failureOf(fault) }),
  }),
  jobHandler(filesLeft, { work: removeFiles, concurrency: 1 }),
  jobHandler(knowledgeBaseEmbed, {
    work: embedKnowledgeBase,
    concurrency: 2,
    giveUp: (scope, { knowledgeBaseId }) =>
      noteEmbeddingError(scope, { knowledgeBaseId, errorCode: 'not-answering', isGivenUp: true }),
  }),
  jobHandler(modelsChanged, { work: (scope) => embedAll(scope), concurrency: 1 }),
  jobHandler(budgetsChanged, { work: (scope) => embedAll(scope), concurrency: 1 }),
]

export const manifest: Manifest = {
  jobHandlers,
  usageCounters: [measureDocuments, measureReadings],
  personalData: [personalSearches],
}

const whoReadsKnowledge = (actor: Actor): boolean => actor.permissions.has('knowledge:read')

/** Who may receive its events. */
export const audience = {
  'knowledge-base.created': whoReadsKnowledge,
  'knowledge-base.changed': whoReadsKnowledge,
  'knowledge-base.deleted': whoReadsKnowledge,
  'knowledge-base.embedded': whoReadsKnowledge,
  'document.added': whoReadsKnowledge,
  'document.replaced': whoReadsKnowledge,
  'document.changed': whoReadsKnowledge,
  'passage.edited': whoReadsKnowledge,
  'document.deleted': whoReadsKnowledge,
  'search-dictionary.changed': whoReadsKnowledge,
} as const
