import type { FileReadPart } from '#contract/message-parts.ts'
import { FileIcon } from '../../look/icons.tsx'
import { useFileWords } from '../../words/files/file-words.ts'
import classes from './attached.module.css'

/** Says which part of a file an answer was made from, or that none of it was. */
export function FileReadNote({ part }: { part: FileReadPart }) {
  const files = useFileWords()
  const { name, extent, percent, pages, trouble } = part
  return (
    <p className={classes.read} role="note">
      <FileIcon size={14} />
      <span>
        {extent === 'part'
          ? files.readInPart(name, percent, pages)
          : `${files.notRead(name)} ${trouble === null ? '' : files.trouble(trouble)}`}
      </span>
    </p>
  )
}
