import type { FilePart } from '#contract/message-parts.ts'
import { FileIcon } from '../../../ui/icons.tsx'
import { formatFileSize } from '../../../messages/file-size.ts'
import { toast } from '../../../ui/toasts.ts'
import { faultSentence } from '../../../messages/fault-sentence.ts'
import { useLocale } from '../../../messages/messages.tsx'
import classes from '../message.module.css'
import { saveFile } from '../save-file.ts'

/** A file in a message. It is saved, never shown in the page: its content is someone else's. */
export function FileChip({ file }: { file: FilePart }) {
  const { messages: t, locale } = useLocale()
  const save = () => {
    saveFile(file).catch((error: unknown) => toast({ text: faultSentence(error, t), isFailure: true }))
  }
  return (
    <button
      type="button"
      className={classes.file}
      onClick={save}
      title={file.name}
      aria-label={`${t.message.download}: ${file.name} ${formatFileSize(file.sizeBytes, locale)}`}
    >
      <FileIcon size={16} />
      <bdi className={classes.file_name}>{file.name}</bdi>{' '}
      <span className={classes.fact}>{formatFileSize(file.sizeBytes, locale)}</span>
    </button>
  )
}
