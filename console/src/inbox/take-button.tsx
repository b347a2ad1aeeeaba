import { Button } from '@mantine/core'
import { useState } from 'react'
import type { DeskConversation } from '#contract/shapes/desk.ts'
import { useMe } from '../shell/me.ts'
import { useInboxWords } from '../words/inbox/inbox-words.ts'
import { take, useDeskDoing } from './desk-actions.ts'
import { writing } from './inbox-keys.ts'

/** Takes the conversation: from its agent, from those that wait, or from another member. Nothing where one has it. */
export function TakeButton({ one: { conversation, holder } }: { one: DeskConversation }) {
  const inbox = useInboxWords()
  const { actor } = useMe()
  const { doing } = useDeskDoing()
  const [isBusy, setBusy] = useState(false)
  if (holder.member?.id === actor.id) return null
  const from = holder.member
  const act = async () => {
    setBusy(true)
    const isTaken = await doing(() => take(conversation.id, from?.id))
    setBusy(false)
    if (isTaken) writing.get()?.('answer')
  }
  return (
    <Button size="xs" variant={from ? 'default' : 'filled'} loading={isBusy} onClick={() => void act()}>
      {from ? inbox.takeFrom(from.name) : inbox.take}
    </Button>
  )
}
