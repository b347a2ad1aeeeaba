import { jobHandler } from '#kernel/jobs.ts'
import { documentIndex, sourceReanalyse, sourceReindex } from './documents/document-job.ts'
import { embedSource } from './embedding/embed-source.ts'
import { sourceEmbed } from './embedding/embed-job.ts'
import { failDocument } from './documents/fail-document.ts'
import { indexDocument } from './indexing/index-document.ts'
import { reanalyseSource } from './indexing/reanalyse-source.ts'
import { reindexDocuments } from './indexing/reindex-documents.ts'

export const jobHandlers = [
  jobHandler(sourceReindex, { flow: reindexDocuments, concurrency: 1 }),
  jobHandler(sourceReanalyse, { flow: reanalyseSource, concurrency: 1 }),
  jobHandler(documentIndex, {
    flow: indexDocument,
    // Each takes a thread and much of the database's time.
    concurrency: 2,
    giveUp: (scope, { documentId }, fault) =>
      failDocument(scope, { documentId, revision: null, code: fault.code, detail: fault.message }),
  }),
  jobHandler(sourceEmbed, { flow: embedSource, concurrency: 2 }),
]
