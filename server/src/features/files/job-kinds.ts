import { z } from 'zod'
import { FileRef } from '#contract/shapes/file.ts'
import { jobKind } from '#kernel/jobs.ts'

/** The work of finding out what a file says. */
export const fileText = jobKind({ name: 'file-text.make', input: FileRef, triesMax: 6 })

/** The work of reading a tenant's attached documents again that were read by older rules. */
export const fileTextsReread = jobKind({ name: 'file-text.reread', input: z.strictObject({}), triesMax: 20 })
