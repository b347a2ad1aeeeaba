import type { DocumentTrouble } from '#contract/shapes/document-trouble.ts'

/** The document cannot be read, and whoever sent it can do something about it: the message tells what, and is public. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly reason: DocumentTrouble

  constructor(reason: DocumentTrouble, message: string, options?: ErrorOptions) {
    super(message, options)
    this.reason = reason
  }
}
