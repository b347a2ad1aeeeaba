import type { FilePart } from '#contract/message-parts.ts'
import { FileChip } from './file-chip.tsx'
import { ImagePreview, isPreviewable } from './image-preview.tsx'
import classes from './message.module.css'

/** The files of a message: images as they look, others by name. */
export function Files({ files }: { files: readonly FilePart[] }) {
  if (files.length === 0) return null
  return (
    <div className={classes.files}>
      {files.map((file) =>
        isPreviewable(file) ? (
          <ImagePreview key={file.fileId} file={file} />
        ) : (
          <FileChip key={file.fileId} file={file} />
        ),
      )}
    </div>
  )
}
