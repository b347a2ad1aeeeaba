import type { DocumentFailure } from '#contract/shapes/knowledge.ts'
import type { Words } from '../words/en.ts'

/** Why a document could not be read, in the language that is spoken; the server's sentence where no code says why. */
export const documentFailure = ({ reason, detail }: DocumentFailure, { troubles }: Words): string =>
  reason ? troubles[reason] : detail
