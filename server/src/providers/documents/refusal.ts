import type { DocumentErrorCode } from '#contract/shapes/document-error-code.ts'

/** The document cannot be read, and its sender can do something about it: the message says what, and is public. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly reason: DocumentErrorCode

  constructor(reason: DocumentErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.reason = reason
  }
}
