import type { FileReadPart } from '#contract/message-parts.ts'
import { FileIcon } from '../../look/icons.tsx'
import type { FileWords } from '../../words/files/en.ts'
import { useFileWords } from '../../words/files/file-words.ts'
import classes from './attached.module.css'

/** Says which part of a file an answer was made from, or that none of it was. */
export function FileReadNote({ part }: { part: FileReadPart }) {
  const files = useFileWords()
  return (
    <p className={classes.read} role="note">
      <FileIcon size={14} />
      <span>{sentenceOf(part, files)}</span>
    </p>
  )
}

function sentenceOf({ name, extent, percent, pages, trouble }: FileReadPart, files: FileWords): string {
  const why = trouble === null ? '' : files.trouble(trouble)
  if (extent === 'none') return `${files.notRead(name)} ${why}`
  if (trouble === null) return files.readInPart(name, percent, pages)
  // A film of which one half is missing.
  return `${percent > 0 ? files.onlyHeard(name) : files.onlySeen(name)} ${why}`
}
