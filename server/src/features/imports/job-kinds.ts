import { ImportRef } from '#contract/shapes/import.ts'
import { jobKind } from '#kernel/jobs.ts'

/** Imports the conversations of a file, one after another. */
export const importRun = jobKind({ name: 'import.run', input: ImportRef, triesMax: 5 })
