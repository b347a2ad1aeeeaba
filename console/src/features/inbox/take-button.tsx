import { Button } from '@mantine/core'
import { useState } from 'react'
import type { InboxConversation } from '#contract/shapes/inbox.ts'
import { useMe } from '../../data/me.ts'
import { useInboxMessages } from '../../messages/inbox/inbox-messages.ts'
import { take, useInboxAction } from './inbox-actions.ts'
import { writing } from './inbox-keys.ts'

/** Takes the conversation: from its agent, from those that wait, or from another member. Nothing where one has it. */
export function TakeButton({ one: { conversation, assignee } }: { one: InboxConversation }) {
  const t = useInboxMessages()
  const { actor } = useMe()
  const { doing } = useInboxAction()
  const [isBusy, setBusy] = useState(false)
  if (assignee.member?.id === actor.id) return null
  const from = assignee.member
  const act = async () => {
    setBusy(true)
    const isTaken = await doing(() => take(conversation.id, from?.id))
    setBusy(false)
    if (isTaken) writing.get()?.('answer')
  }
  return (
    <Button size="xs" variant={from ? 'default' : 'filled'} loading={isBusy} onClick={() => void act()}>
      {from ? t.takeFrom(from.name) : t.take}
    </Button>
  )
}
