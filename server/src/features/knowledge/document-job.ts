import { DocumentRef } from '#contract/shapes/knowledge.ts'
import { jobKind } from '#kernel/jobs.ts'

/** The work of making one document searchable. */
export const documentIndex = jobKind({ name: 'document.index', input: DocumentRef, triesMax: 5 })
