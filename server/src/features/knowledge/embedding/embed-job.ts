import { SourceRef } from '#contract/shapes/knowledge.ts'
import { jobKind } from '#kernel/jobs.ts'

/** The work of making vectors of what has none yet. It is tried for about half an hour, and then once an hour. */
export const sourceEmbed = jobKind({ name: 'source.embed', input: SourceRef, triesMax: 12 })
