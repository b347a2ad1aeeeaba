import { lazy, Suspense } from 'react'
import type { FilePart } from '#contract/message-parts.ts'
import classes from './message.module.css'

const AttachedFile = lazy(async () => ({
  default: (await import('./attached/attached-file.tsx')).AttachedFile,
}))

/** The files of a message: pictures as they look, sound and film to be played, others by name. */
export function Files({ files }: { files: readonly FilePart[] }) {
  if (files.length === 0) return null
  return (
    <div className={classes.files}>
      {files.map((file) => (
        <Suspense key={file.fileId} fallback={<bdi className={classes.file}>{file.name}</bdi>}>
          <AttachedFile file={file} />
        </Suspense>
      ))}
    </div>
  )
}
