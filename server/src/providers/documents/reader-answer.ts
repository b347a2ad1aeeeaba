import type { DocumentErrorCode } from '#contract/shapes/document-error-code.ts'
import type { ExtractedDocument } from '#kernel/file-ports.ts'

/** A reader thread's response. A null refusal: reading failed because of a bug of ours or a library. */
export type ThreadAnswer =
  | { document: ExtractedDocument }
  | { refusal: string; reason: DocumentErrorCode }
  | { refusal: null; internal: string }
