import { Button, Loader } from '@mantine/core'
import { client } from '../../../data/console-client.ts'
import { change } from '../../../data/cache.ts'
import { resource } from '../../../data/resource.ts'
import { useResource } from '../../../data/use-resource.ts'
import { LongText } from '../../../ui/long-text.tsx'
import { toast } from '../../../ui/toasts.ts'
import { useFileMessages } from '../../../messages/files/file-messages.ts'
import { faultSentence } from '../../../messages/fault-sentence.ts'
import { useMessages } from '../../../messages/messages.tsx'
import classes from './attached.module.css'

const textOf = (fileId: string) => resource('files.text', fileId)

/** What is said in sound or film, once that is known; or why it is not. */
export function Transcript({ fileId }: { fileId: string }) {
  const t = useMessages()
  const tFiles = useFileMessages()
  const { value } = useResource(textOf(fileId))
  if (!value || value.kind === 'none') return null
  const retry = () => {
    client.files.readAgain(fileId).then(
      (text) => change(textOf(fileId), () => text),
      (error: unknown) => toast({ text: faultSentence(error, t), isFailure: true }),
    )
  }
  if (value.state === 'waiting')
    return (
      <p className={classes.spoken} role="status">
        <Loader size={12} /> {tFiles.listening}
      </p>
    )
  if (value.state === 'failed')
    return (
      <p className={classes.spoken}>
        {tFiles.errorMessage(value.errorCode)}{' '}
        <Button size="compact-xs" variant="subtle" onClick={retry}>
          {t.general.retry}
        </Button>
      </p>
    )
  return (
    <details className={classes.spoken}>
      <summary>{tFiles.transcript}</summary>
      <div className={classes.words} dir="auto">
        <LongText text={value.text === '' ? tFiles.nothingSaid : value.text} />
      </div>
    </details>
  )
}
