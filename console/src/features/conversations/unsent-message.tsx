import { Button, Group, Text } from '@mantine/core'
import { LongText } from '../../ui/long-text.tsx'
import { faultSentence } from '../../messages/fault-sentence.ts'
import { useMessages } from '../../messages/messages.tsx'
import { Files } from './files.tsx'
import classes from './message.module.css'
import { discard, sendAgain, type Unsent } from './outbox.ts'

/** A message that the server has not acknowledged: on its way, or not sent, with the reason. */
export function UnsentMessage({ unsent }: { unsent: Unsent }) {
  const t = useMessages()
  const { message, general } = t
  const { error, text, files } = unsent
  return (
    <article className={classes.question} aria-label={message.you}>
      <Files files={files} />
      {text !== '' && (
        <div className={classes.bubble} data-unsent dir="auto">
          <LongText text={text} />
        </div>
      )}
      {error === null ? (
        <Text size="xs" c="var(--quiet)" role="status">
          {message.sending}
        </Text>
      ) : (
        <Group gap="xs" justify="flex-end" role="alert">
          <Text size="xs" c="red">
            {message.notSent} {error instanceof Error && faultSentence(error, t)}
          </Text>
          <Button size="compact-xs" variant="light" onClick={() => void sendAgain(unsent)}>
            {general.retry}
          </Button>
          <Button size="compact-xs" variant="subtle" color="gray" onClick={() => discard(unsent.clientId)}>
            {message.discard}
          </Button>
        </Group>
      )}
    </article>
  )
}
