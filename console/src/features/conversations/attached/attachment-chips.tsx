import { Button, Progress } from '@mantine/core'
import { useStore } from '../../../data/store.ts'
import { CloseIcon, FileIcon } from '../../../ui/icons.tsx'
import { SmallButton } from '../../../ui/small-button.tsx'
import { faultSentence } from '../../../messages/fault-sentence.ts'
import { useMessages } from '../../../messages/messages.tsx'
import { attachAgain, type Attachment, attachmentsAt, detach, isUnderway } from '../attachments.ts'
import { isPicture, Picture } from './picture.tsx'
import { FileTooLarge } from './file-too-large.tsx'
import { FileTooLargeError } from './check-file-size.ts'
import classes from '../composer.module.css'

/** The files beside the message that is being written. */
export function AttachmentChips({ place }: { place: string }) {
  const { composer } = useMessages()
  const attachments = useStore(attachmentsAt(place))
  if (attachments.length === 0) return null
  return (
    <ul className={classes.attachments} aria-label={composer.attached}>
      {attachments.map((one) => (
        <Chip key={one.number} place={place} attachment={one} />
      ))}
    </ul>
  )
}

function Chip({ place, attachment }: { place: string; attachment: Attachment }) {
  const t = useMessages()
  const { number, name, progress, error, stored } = attachment
  return (
    <li className={classes.attachment} data-failed={error !== null || undefined}>
      {stored && isPicture(stored) ? <Picture file={stored} isSmall /> : <FileIcon size={16} />}
      <bdi className={classes.attachment_name} title={name}>
        {name}
      </bdi>
      <SmallButton
        label={t.composer.removeFile(name)}
        icon={CloseIcon}
        onClick={() => detach(place, number)}
      />
      {isUnderway(attachment) && (
        <Progress
          className={classes.attachment_progress ?? ''}
          value={progress * 100}
          size={3}
          aria-label={t.composer.uploading(name)}
        />
      )}
      {error !== null && (
        <span className={classes.attachment_error} role="alert">
          {error instanceof FileTooLargeError ? <FileTooLarge error={error} /> : faultSentence(error, t)}{' '}
          {!(error instanceof FileTooLargeError) && (
            <Button size="compact-xs" variant="subtle" onClick={() => attachAgain(place, number)}>
              {t.general.retry}
            </Button>
          )}
        </span>
      )}
    </li>
  )
}
