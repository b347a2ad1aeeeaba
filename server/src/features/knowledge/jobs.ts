import { jobHandler } from '#kernel/jobs.ts'
import { budgetsChanged } from '#features/budgets/index.ts'
import { modelsChanged } from '#features/models/index.ts'
import {
  documentIndex,
  filesLeft,
  knowledgeBaseReanalyse,
  knowledgeBaseReindex,
  knowledgeBaseReread,
} from './documents/document-job.ts'
import { embedAll } from './embedding/embed-all.ts'
import { noteEmbeddingError } from './embedding/note-embedding-error.ts'
import { embedKnowledgeBase } from './embedding/embed-knowledge-base.ts'
import { knowledgeBaseEmbed } from './embedding/embed-job.ts'
import { failureOf } from './documents/failure-of.ts'
import { failDocument } from './documents/fail-document.ts'
import { removeFiles } from './documents/remove-files.ts'
import { indexDocument } from './indexing/index-document.ts'
import { reanalyseKnowledgeBase } from './indexing/reanalyse-knowledge-base.ts'
import { rereadKnowledgeBase } from './indexing/reread-knowledge-base.ts'
import { reindexDocuments } from './indexing/reindex-documents.ts'

export const jobHandlers = [
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
