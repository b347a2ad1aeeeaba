import type { FilePart } from '#contract/message-parts.ts'
import { FileIcon } from '../../look/icons.tsx'
import { fileSize } from '../../look/file-size.ts'
import { toast } from '../../look/toasts.ts'
import { faultSentence } from '../../words/fault-sentence.ts'
import { useSpeech } from '../../words/words.tsx'
import classes from '../message.module.css'
import { saveFile } from '../save-file.ts'

/** A file in a message. It is saved, never shown in the page: its content is someone else's. */
export function FileChip({ file }: { file: FilePart }) {
  const { words, locale } = useSpeech()
  const save = () => {
    saveFile(file).catch((error: unknown) => toast({ text: faultSentence(error, words), isFailure: true }))
  }
  return (
    <button
      type="button"
      className={classes.file}
      onClick={save}
      title={file.name}
      aria-label={`${words.message.download}: ${file.name} ${fileSize(file.sizeBytes, locale)}`}
    >
      <FileIcon size={16} />
      <bdi className={classes.file_name}>{file.name}</bdi>{' '}
      <span className={classes.fact}>{fileSize(file.sizeBytes, locale)}</span>
    </button>
  )
}
