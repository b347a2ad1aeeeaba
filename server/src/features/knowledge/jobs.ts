import { jobHandler } from '#kernel/jobs.ts'
import { budgetsChanged } from '#features/budgets/index.ts'
import { modelsChanged } from '#features/models/index.ts'
import {
  documentIndex,
  filesLeft,
  sourceReanalyse,
  sourceReindex,
  sourceReread,
} from './documents/document-job.ts'
import { embedAll } from './embedding/embed-all.ts'
import { noteTrouble } from './embedding/note-trouble.ts'
import { embedSource } from './embedding/embed-source.ts'
import { sourceEmbed } from './embedding/embed-job.ts'
import { failureOf } from './documents/failure-of.ts'
import { failDocument } from './documents/fail-document.ts'
import { removeFiles } from './documents/remove-files.ts'
import { indexDocument } from './indexing/index-document.ts'
import { reanalyseSource } from './indexing/reanalyse-source.ts'
import { rereadSource } from './indexing/reread-source.ts'
import { reindexDocuments } from './indexing/reindex-documents.ts'

export const jobHandlers = [
  jobHandler(sourceReindex, { flow: reindexDocuments, concurrency: 1 }),
  jobHandler(sourceReread, { flow: rereadSource, concurrency: 1 }),
  jobHandler(sourceReanalyse, { flow: reanalyseSource, concurrency: 1 }),
  jobHandler(documentIndex, {
    flow: indexDocument,
    // Each takes a thread and much of the database's time.
    concurrency: 2,
    giveUp: (scope, { documentId }, fault) =>
      failDocument(scope, { documentId, revision: null, ...failureOf(fault) }),
  }),
  jobHandler(filesLeft, { flow: removeFiles, concurrency: 1 }),
  jobHandler(sourceEmbed, {
    flow: embedSource,
    concurrency: 2,
    giveUp: (scope, { sourceId }) =>
      noteTrouble(scope, { sourceId, trouble: 'not-answering', isGivenUp: true }),
  }),
  jobHandler(modelsChanged, { flow: embedAll, concurrency: 1 }),
  jobHandler(budgetsChanged, { flow: embedAll, concurrency: 1 }),
]
