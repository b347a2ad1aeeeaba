import type { ModelFailure, ReplyCode } from '#contract/error-codes.ts'
import type { Messages } from './en.ts'

export const isModelFailure = (code: ReplyCode): code is ModelFailure => code.startsWith('model_')

/** Why there is no answer, in the language of the page. */
export const replySentence = (code: ReplyCode, { faults }: Messages): string =>
  isModelFailure(code) ? (faults.reasons[code] ?? faults.upstream_failed) : faults[code]
