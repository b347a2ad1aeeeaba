import { Button, Group, Text } from '@mantine/core'
import { ApiError } from '#client/index.ts'
import { client } from '../../data/console-client.ts'
import { messagesOf } from './messages.ts'
import { refresh } from '../../data/cache.ts'
import { toast } from '../../ui/toasts.ts'
import { faultSentence } from '../../messages/fault-sentence.ts'
import { useMessages } from '../../messages/messages.tsx'
import classes from './chat.module.css'

/** Says that the message of the address stands in a branch that is not shown, and shows that branch if one wishes. */
export function OtherBranchNotice({
  conversationId,
  messageId,
}: {
  conversationId: string
  messageId: string
}) {
  const t = useMessages()
  const show = async () => {
    try {
      await client.conversations.change(conversationId, { headMessageId: messageId })
      refresh(messagesOf(conversationId))
    } catch (error) {
      const isGone =
        error instanceof ApiError && (error.code === 'not_found' || error.code === 'invalid_input')
      const text = isGone ? t.conversations.messageGone : faultSentence(error, t)
      toast({ text, isFailure: true })
    }
  }
  return (
    <Group className={classes.elsewhere} justify="center" gap="xs" role="status">
      <Text size="sm">{t.conversations.elsewhere}</Text>
      <Button size="compact-xs" variant="light" onClick={() => void show()}>
        {t.conversations.showBranch}
      </Button>
    </Group>
  )
}
