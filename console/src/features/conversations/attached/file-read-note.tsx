import type { FileReadPart } from '#contract/message-parts.ts'
import { FileIcon } from '../../../ui/icons.tsx'
import type { FileMessages } from '../../../messages/files/en.ts'
import { useFileMessages } from '../../../messages/files/file-messages.ts'
import classes from './attached.module.css'

/** Says which part of a file an answer was made from, or that none of it was. */
export function FileReadNote({ part }: { part: FileReadPart }) {
  const t = useFileMessages()
  return (
    <p className={classes.read} role="note">
      <FileIcon size={14} />
      <span>{sentenceOf(part, t)}</span>
    </p>
  )
}

function sentenceOf({ name, extent, percent, pages, errorCode }: FileReadPart, files: FileMessages): string {
  const why = errorCode === null ? '' : files.errorMessage(errorCode)
  if (extent === 'none') return `${files.notRead(name)} ${why}`
  if (errorCode === null) return files.readInPart(name, percent, pages)
  // A film of which one half is missing.
  return `${percent > 0 ? files.onlyHeard(name) : files.onlySeen(name)} ${why}`
}
