import { Button, Group, Progress, Text } from '@mantine/core'
import { FileIcon } from '../look/icons.tsx'
import { faultSentence } from '../words/fault-sentence.ts'
import { useWords } from '../words/words.tsx'
import classes from './knowledge.module.css'
import { discardUpload, uploadAgain, type Upload } from './uploads.ts'

/** A file on its way. */
export function UploadRow({ upload }: { upload: Upload }) {
  const words = useWords()
  const { file, progress, error, number } = upload
  return (
    <li className={classes.document}>
      <FileIcon />
      <span className={classes.document_name}>{file.name}</span>
      <Text size="xs" c="var(--quiet)">
        {error === null && words.knowledge.uploading}
      </Text>
      <div className={classes.document_more}>
        {error === null ? (
          <Progress
            value={progress * 100}
            size="sm"
            mt={6}
            aria-label={`${words.knowledge.uploading}: ${file.name}`}
          />
        ) : (
          <Group gap="xs" role="alert" mt={4}>
            <Text size="sm" c="red">
              {faultSentence(error, words)}
            </Text>
            <Button size="compact-xs" variant="light" onClick={() => uploadAgain(number)}>
              {words.general.retry}
            </Button>
            <Button size="compact-xs" variant="subtle" color="gray" onClick={() => discardUpload(number)}>
              {words.message.discard}
            </Button>
          </Group>
        )}
      </div>
    </li>
  )
}
