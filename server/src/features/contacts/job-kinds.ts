import { ContactRef } from '#contract/shapes/contact.ts'
import { jobKind } from '#kernel/jobs.ts'

/** Erases a person everywhere, piece by piece. */
export const contactErase = jobKind({ name: 'contact.erase', input: ContactRef, triesMax: 20 })
