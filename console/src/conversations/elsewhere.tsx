import { Button, Group, Text } from '@mantine/core'
import { ApiError } from '#client/index.ts'
import { client } from '../console-client.ts'
import { refresh } from '../data/cache.ts'
import { toast } from '../look/toasts.ts'
import { faultSentence } from '../words/fault-sentence.ts'
import { useWords } from '../words/words.tsx'
import classes from './chat.module.css'

/** Says that the message of the address stands in a branch that is not shown, and shows that branch if one wishes. */
export function Elsewhere({ conversationId, messageId }: { conversationId: string; messageId: string }) {
  const words = useWords()
  const show = async () => {
    try {
      await client.conversations.change(conversationId, { headMessageId: messageId })
      refresh(`messages/${conversationId}`)
    } catch (error) {
      const isGone =
        error instanceof ApiError && (error.code === 'not_found' || error.code === 'invalid_input')
      const text = isGone ? words.conversations.messageGone : faultSentence(error, words)
      toast({ text, isFailure: true })
    }
  }
  return (
    <Group className={classes.elsewhere} justify="center" gap="xs" role="status">
      <Text size="sm">{words.conversations.elsewhere}</Text>
      <Button size="compact-xs" variant="light" onClick={() => void show()}>
        {words.conversations.showBranch}
      </Button>
    </Group>
  )
}
