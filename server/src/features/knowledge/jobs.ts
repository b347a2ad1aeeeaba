import { jobHandler } from '#kernel/jobs.ts'
import { documentIndex } from './document-job.ts'
import { failDocument } from './fail-document.ts'
import { indexDocument } from './index-document.ts'

export const jobHandlers = [
  jobHandler(documentIndex, {
    flow: indexDocument,
    // Each takes a thread and much of the database's time.
    concurrency: 2,
    giveUp: (scope, { documentId }, fault) =>
      failDocument(scope, { documentId, revision: null, code: fault.code, detail: fault.message }),
  }),
]
