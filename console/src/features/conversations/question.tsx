import { Button, Group, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { Message } from '#contract/shapes/conversation.ts'
import { newId, textOf } from '#client/index.ts'
import { client } from '../../data/console-client.ts'
import { messagesOf } from './messages.ts'
import { refresh } from '../../data/cache.ts'
import { useStore } from '../../data/store.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { EditIcon } from '../../ui/icons.tsx'
import { LongText } from '../../ui/long-text.tsx'
import { SmallButton } from '../../ui/small-button.tsx'
import { toast } from '../../ui/toasts.ts'
import { Timestamp } from '../../ui/timestamp.tsx'
import { useMe } from '../../data/me.ts'
import { faultSentence } from '../../messages/fault-sentence.ts'
import { useMessages } from '../../messages/messages.tsx'
import { useAgentAnswers } from './agent-answers.ts'
import { BranchSwitcher } from './branch-switcher.tsx'
import { beginEditing, editing, endEditing } from './editing.ts'
import { Files } from './files.tsx'
import classes from './message.module.css'
import { useMessageActions } from './message-actions.ts'
import { filesOf, originOf, sentParts } from './sent-parts.ts'

/** What a person said. */
export function Question({ message, isMarked }: { message: Message; isMarked: boolean }) {
  const t = useMessages()
  const { actor } = useMe()
  const agentAnswers = useAgentAnswers()
  const more = useMessageActions()
  const isEditing = useStore(editing).has(message.id)
  const text = textOf(message.parts)
  const files = filesOf(message.parts)
  const isMine = message.author.id === actor.id
  if (isEditing) return <EditQuestion message={message} onDone={() => endEditing(message.id)} />
  return (
    <article
      className={classes.question}
      aria-label={isMine ? t.message.you : message.author.name}
      aria-current={isMarked || undefined}
    >
      {!isMine && <span className={classes.author}>{message.author.name}</span>}
      <Files files={files} />
      {text !== '' && (
        <div className={classes.bubble} dir="auto">
          <LongText text={text} />
        </div>
      )}
      <div className={classes.actions}>
        <span className={classes.fact}>
          <Timestamp at={message.createdAt} />
        </span>
        <CopyButton text={() => text} />
        {isMine && agentAnswers && (
          <SmallButton label={t.message.edit} icon={EditIcon} onClick={() => beginEditing(message.id)} />
        )}
        <BranchSwitcher message={message} />
        {more?.(message)}
      </div>
    </article>
  )
}

function EditQuestion({ message, onDone }: { message: Message; onDone: () => void }) {
  const t = useMessages()
  const [text, setText] = useState(textOf(message.parts))
  const [isBusy, setBusy] = useState(false)
  // One id for this edit: sent twice, it makes one branch.
  const [clientId] = useState(newId)
  const files = filesOf(message.parts)
  const submit = async () => {
    setBusy(true)
    try {
      const parts = sentParts(text.trim(), files, originOf(message.parts))
      await client.conversations.edit(message.id, { clientId, parts })
      refresh(messagesOf(message.conversationId))
      onDone()
    } catch (error) {
      setBusy(false)
      toast({ text: faultSentence(error, t), isFailure: true })
    }
  }
  return (
    <Stack gap="xs" pb="lg" className={classes.edit}>
      <Files files={files} />
      <Textarea
        autosize
        maxRows={14}
        aria-label={t.message.edit}
        description={t.message.editHint}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && onDone()}
        autoFocus
      />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" size="xs" onClick={onDone}>
          {t.general.cancel}
        </Button>
        <Button
          size="xs"
          onClick={submit}
          loading={isBusy}
          disabled={text.trim() === '' && files.length === 0}
        >
          {t.message.sendEdit}
        </Button>
      </Group>
    </Stack>
  )
}
