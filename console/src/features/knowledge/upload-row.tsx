import { Button, Group, Progress, Text } from '@mantine/core'
import { IconButton } from '../../ui/icon-button.tsx'
import { CloseIcon, FileIcon } from '../../ui/icons.tsx'
import { faultSentence } from '../../messages/fault-sentence.ts'
import { useMessages } from '../../messages/messages.tsx'
import classes from './knowledge.module.css'
import { discardUpload, uploadAgain, type Upload } from './uploads.ts'

/** A file on its way. */
export function UploadRow({ upload }: { upload: Upload }) {
  const t = useMessages()
  const { file, progress, error, number } = upload
  return (
    <li className={classes.document}>
      <FileIcon />
      <span className={classes.document_name}>
        <bdi>{file.name}</bdi>
      </span>
      <Group gap={4} wrap="nowrap">
        {error === null && (
          <>
            <Text size="xs" c="var(--quiet)">
              {progress === 0 ? t.knowledge.state.queued : t.knowledge.uploading}
            </Text>
            <IconButton
              label={`${t.general.cancel}: ${file.name}`}
              icon={CloseIcon}
              iconSize={16}
              onClick={() => discardUpload(number)}
            />
          </>
        )}
      </Group>
      <div className={classes.document_more}>
        {error === null ? (
          <Progress
            value={progress * 100}
            size="sm"
            mt={6}
            aria-label={`${t.knowledge.uploading}: ${file.name}`}
          />
        ) : (
          <Group gap="xs" role="alert" mt={4}>
            <Text size="sm" c="red">
              {faultSentence(error, t)}
            </Text>
            <Button size="compact-xs" variant="light" onClick={() => uploadAgain(number)}>
              {t.general.retry}
            </Button>
            <Button size="compact-xs" variant="subtle" color="gray" onClick={() => discardUpload(number)}>
              {t.message.discard}
            </Button>
          </Group>
        )}
      </div>
    </li>
  )
}
