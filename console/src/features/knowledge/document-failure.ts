import type { DocumentFailure } from '#contract/shapes/knowledge.ts'
import { messageFor } from '../../messages/message-for.ts'
import type { ErrorMessages } from '../../messages/error-messages/en.ts'

/** Why a document could not be read, in the language that is spoken; the server's sentence where no code says why. */
export const documentFailure = ({ reason, detail }: DocumentFailure, errorMessages: ErrorMessages): string =>
  reason ? messageFor(errorMessages, reason, detail) : detail
