import { Button, Progress } from '@mantine/core'
import { useCell } from '../../data/cell.ts'
import { CloseIcon, FileIcon } from '../../look/icons.tsx'
import { SmallButton } from '../../look/small-button.tsx'
import { faultSentence } from '../../words/fault-sentence.ts'
import { useWords } from '../../words/words.tsx'
import { attachAgain, type Attachment, attachmentsAt, detach, isUnderway } from '../attachments.ts'
import { isPicture, Picture } from './picture.tsx'
import { Refusal } from './refusal.tsx'
import { TooLarge } from './require-size.ts'
import classes from '../composer.module.css'

/** The files beside the message that is being written. */
export function AttachmentChips({ place }: { place: string }) {
  const { composer } = useWords()
  const attachments = useCell(attachmentsAt(place))
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
  const words = useWords()
  const { number, name, progress, error, stored } = attachment
  return (
    <li className={classes.attachment} data-failed={error !== null || undefined}>
      {stored && isPicture(stored) ? <Picture file={stored} isSmall /> : <FileIcon size={16} />}
      <bdi className={classes.attachment_name} title={name}>
        {name}
      </bdi>
      <SmallButton
        label={words.composer.removeFile(name)}
        icon={CloseIcon}
        onClick={() => detach(place, number)}
      />
      {isUnderway(attachment) && (
        <Progress
          className={classes.attachment_progress ?? ''}
          value={progress * 100}
          size={3}
          aria-label={words.composer.uploading(name)}
        />
      )}
      {error !== null && (
        <span className={classes.attachment_error} role="alert">
          {error instanceof TooLarge ? <Refusal error={error} /> : faultSentence(error, words)}{' '}
          {!(error instanceof TooLarge) && (
            <Button size="compact-xs" variant="subtle" onClick={() => attachAgain(place, number)}>
              {words.general.retry}
            </Button>
          )}
        </span>
      )}
    </li>
  )
}
