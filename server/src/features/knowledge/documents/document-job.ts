import { z } from 'zod'
import { DocumentRef, SourceRef } from '#contract/shapes/knowledge.ts'
import { jobKind } from '#kernel/jobs.ts'

/** The work of making one document searchable. */
export const documentIndex = jobKind({ name: 'document.index', input: DocumentRef, triesMax: 5 })

/** The work of sending all documents of a source to be indexed anew. */
export const sourceReindex = jobKind({ name: 'source.reindex', input: SourceRef, triesMax: 5 })

/** The work of finding the passages of a source by what is looked for now. */
export const sourceReanalyse = jobKind({ name: 'source.reanalyse', input: SourceRef, triesMax: 20 })

/** The work of reading the documents of a source again that were read by older rules. */
export const sourceReread = jobKind({ name: 'source.reread', input: SourceRef, triesMax: 20 })

export const LeftFiles = z.strictObject({ keys: z.array(z.string()) })

/** The work of removing files that documents had. */
export const filesLeft = jobKind({ name: 'document.remove-files', input: LeftFiles, triesMax: 8 })
