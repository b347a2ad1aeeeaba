import type { DocumentErrorCode } from '#contract/shapes/document-error-code.ts'
import type { ExtractedDocument } from '#kernel/file-ports.ts'

/** What a reading thread says of a document. A null refusal: reading failed for a reason of ours or a library's. */
export type ThreadAnswer =
  | { document: ExtractedDocument }
  | { refusal: string; reason: DocumentErrorCode }
  | { refusal: null; internal: string }
