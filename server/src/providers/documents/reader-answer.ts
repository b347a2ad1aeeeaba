import type { ExtractedDocument } from '#kernel/ports.ts'

/** What a reading thread says before it ends. A null refusal means that reading failed for a reason of ours or the library's. */
export type ThreadAnswer =
  | { document: ExtractedDocument }
  | { refusal: string }
  | { refusal: null; internal: string }
