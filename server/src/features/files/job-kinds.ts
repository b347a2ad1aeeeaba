import { z } from 'zod'
import { FileRef } from '#contract/shapes/file.ts'
import { jobKind } from '#kernel/jobs.ts'

/** Extracts the text of a file. */
export const fileText = jobKind({ name: 'file-text.make', input: FileRef, triesMax: 6 })

/** Reads a tenant's attached documents again that older rules have read. */
export const fileTextsReread = jobKind({ name: 'file-text.reread', input: z.strictObject({}), triesMax: 20 })
