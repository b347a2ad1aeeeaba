import { Button, Loader } from '@mantine/core'
import type { FileText } from '#contract/shapes/file.ts'
import { change, type Resource } from '../../data/cache.ts'
import { useResource } from '../../data/use-resource.ts'
import { LongText } from '../../look/long-text.tsx'
import { toast } from '../../look/toasts.ts'
import { useFileWords } from '../../words/files/file-words.ts'
import { faultSentence } from '../../words/fault-sentence.ts'
import { useWords } from '../../words/words.tsx'
import classes from './attached.module.css'
import { attached } from './attached-client.ts'

const textOf = (fileId: string): Resource<FileText> => ({
  key: `file-text/${fileId}`,
  load: () => attached.text(fileId),
})

/** What is said in sound or film, once that is known; or why it is not. */
export function Spoken({ fileId }: { fileId: string }) {
  const words = useWords()
  const files = useFileWords()
  const { value } = useResource(textOf(fileId))
  if (!value || value.kind === 'none') return null
  const retry = () => {
    attached.readAgain(fileId).then(
      (text) => change(textOf(fileId), () => text),
      (error: unknown) => toast({ text: faultSentence(error, words), isFailure: true }),
    )
  }
  if (value.state === 'waiting')
    return (
      <p className={classes.spoken} role="status">
        <Loader size={12} /> {files.listening}
      </p>
    )
  if (value.state === 'failed')
    return (
      <p className={classes.spoken}>
        {files.trouble(value.trouble)}{' '}
        <Button size="compact-xs" variant="subtle" onClick={retry}>
          {words.general.retry}
        </Button>
      </p>
    )
  return (
    <details className={classes.spoken}>
      <summary>{files.transcript}</summary>
      <div className={classes.words} dir="auto">
        <LongText text={value.text === '' ? files.nothingSaid : value.text} />
      </div>
    </details>
  )
}
