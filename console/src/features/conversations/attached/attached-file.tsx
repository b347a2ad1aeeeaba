import type { FilePart } from '#contract/message-parts.ts'
import { FileChip } from './file-chip.tsx'
import { DocumentPage } from './document-page.tsx'
import { isPicture, Picture } from './picture.tsx'
import { Player } from './player.tsx'

/** A file of a message, as it is best looked at. */
export function AttachedFile({ file }: { file: FilePart }) {
  if (isPicture(file)) return <Picture file={file} />
  if (/^(?:audio|video)\//.test(file.mediaType)) return <Player file={file} />
  if (file.mediaType === 'application/pdf') return <DocumentPage file={file} />
  return <FileChip file={file} />
}
