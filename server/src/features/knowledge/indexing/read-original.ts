import type { ExtractedDocument } from '#kernel/file-ports.ts'
import type { Ports } from '#kernel/ports.ts'
import type { Scope } from '#kernel/scope.ts'
import type { DocumentRow } from '../documents/document.ts'
import { faqText } from '../faq-entries/faq-entry.ts'
import { isPicture, readPicture } from './read-picture.ts'
import { isSound, readSound } from './read-sound.ts'

/** The original: in `content`, or the file that the row names. */
export interface Original {
  readonly row: Pick<DocumentRow, 'id' | 'kind' | 'name' | 'media_type' | 'blob_key'>
  readonly content: string | null
}

/** The text of an original. Throws Fault: `not_found` if its file is gone, and errors of the reader and the model. */
export async function readOriginal(
  scope: Scope,
  ports: Ports,
  { row, content }: Original,
): Promise<ExtractedDocument> {
  if (row.kind === 'faq-entry') return faqText(row.name, content ?? '')
  const bytes = content === null ? await ports.blobs.read(row.blob_key ?? '') : Buffer.from(content)
  if (isPicture(row.media_type))
    return readPicture(scope, ports, { documentId: row.id, content: bytes, mediaType: row.media_type })
  if (isSound(row.media_type)) return readSound(scope, ports, { content: bytes, mediaType: row.media_type })
  return ports.documents.extract(bytes, row.media_type, scope.signal)
}
