import { Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { Message } from '#contract/shapes/conversation.ts'
import { newId, textOf } from '#client/index.ts'
import { client } from '../console-client.ts'
import { refresh } from '../data/cache.ts'
import { CopyButton } from '../look/copy-button.tsx'
import { IconButton } from '../look/icon-button.tsx'
import { EditIcon } from '../look/icons.tsx'
import { toast } from '../look/toasts.ts'
import { When } from '../look/when.tsx'
import { useMe } from '../shell/me.ts'
import { faultSentence } from '../words/fault-sentence.ts'
import { useWords } from '../words/words.tsx'
import { BranchSwitcher } from './branch-switcher.tsx'
import { FileChip } from './file-chip.tsx'
import classes from './message.module.css'

/** What a person said. */
export function Question({ message }: { message: Message }) {
  const words = useWords()
  const { actor } = useMe()
  const [isEditing, setEditing] = useState(false)
  const text = textOf(message.parts)
  const isMine = message.author.id === actor.id
  if (isEditing) return <EditQuestion message={message} onDone={() => setEditing(false)} />
  return (
    <article className={classes.question} aria-label={isMine ? words.message.you : message.author.name}>
      {!isMine && (
        <Text size="xs" c="var(--quiet)">
          {message.author.name}
        </Text>
      )}
      <div className={classes.bubble} dir="auto">
        {text}
      </div>
      {message.parts.map((part) => part.type === 'file' && <FileChip key={part.fileId} file={part} />)}
      <Group className={classes.actions} gap={2}>
        <Text size="xs" c="var(--quiet)" mr={4}>
          <When at={message.createdAt} />
        </Text>
        <CopyButton text={() => text} />
        {isMine && (
          <IconButton
            label={words.message.edit}
            icon={EditIcon}
            iconSize={16}
            size="md"
            onClick={() => setEditing(true)}
          />
        )}
        <BranchSwitcher message={message} />
      </Group>
    </article>
  )
}

function EditQuestion({ message, onDone }: { message: Message; onDone: () => void }) {
  const words = useWords()
  const [text, setText] = useState(textOf(message.parts))
  const [isBusy, setBusy] = useState(false)
  // One id for this edit: sent twice, it makes one branch.
  const [clientId] = useState(newId)
  const submit = async () => {
    setBusy(true)
    try {
      await client.conversations.edit(message.id, { clientId, parts: [{ type: 'text', text: text.trim() }] })
      refresh(`messages/${message.conversationId}`)
      onDone()
    } catch (error) {
      setBusy(false)
      toast({ text: faultSentence(error, words), isFailure: true })
    }
  }
  return (
    <Stack gap="xs" mb="lg" className={classes.edit}>
      <Textarea
        autosize
        maxRows={14}
        aria-label={words.message.edit}
        description={words.message.editHint}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && onDone()}
        autoFocus
      />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" size="xs" onClick={onDone}>
          {words.general.cancel}
        </Button>
        <Button size="xs" onClick={submit} loading={isBusy} disabled={text.trim() === ''}>
          {words.message.sendEdit}
        </Button>
      </Group>
    </Stack>
  )
}
