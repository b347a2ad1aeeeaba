import { FileRef } from '#contract/shapes/file.ts'
import { jobKind } from '#kernel/jobs.ts'

/** The work of finding out what a file says. */
export const fileText = jobKind({ name: 'file-text.make', input: FileRef, triesMax: 6 })
