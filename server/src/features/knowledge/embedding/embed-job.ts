import { SourceRef } from '#contract/shapes/knowledge.ts'
import { jobKind } from '#kernel/jobs.ts'

/** The work of making vectors of what has none yet. A provider may be away for hours, so it is tried for long. */
export const sourceEmbed = jobKind({ name: 'source.embed', input: SourceRef, triesMax: 300 })
