import { jobHandler } from '#kernel/jobs.ts'
import { documentIndex, sourceReindex } from './document-job.ts'
import { embedSource } from './embed-source.ts'
import { sourceEmbed } from './embed-job.ts'
import { failDocument } from './fail-document.ts'
import { indexDocument } from './index-document.ts'
import { reindexDocuments } from './reindex-documents.ts'

export const jobHandlers = [
  jobHandler(sourceReindex, { flow: reindexDocuments, concurrency: 1 }),
  jobHandler(documentIndex, {
    flow: indexDocument,
    // Each takes a thread and much of the database's time.
    concurrency: 2,
    giveUp: (scope, { documentId }, fault) =>
      failDocument(scope, { documentId, revision: null, code: fault.code, detail: fault.message }),
  }),
  jobHandler(sourceEmbed, { flow: embedSource, concurrency: 2 }),
]
