import type { DocumentFailure } from '#contract/shapes/knowledge.ts'
import { wordsOf } from '../words/words-of.ts'
import type { TroubleWords } from '../words/troubles/en.ts'

/** Why a document could not be read, in the language that is spoken; the server's sentence where no code says why. */
export const documentFailure = ({ reason, detail }: DocumentFailure, troubles: TroubleWords): string =>
  reason ? wordsOf(troubles, reason, detail) : detail
