import { Button, Group, Menu, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Conversation } from '#contract/shapes/conversation.ts'
import { client } from '../console-client.ts'
import { refresh } from '../data/cache.ts'
import { removeWithUndo } from '../data/removals.ts'
import { IconButton } from '../look/icon-button.tsx'
import { EditIcon, MoreIcon, TrashIcon } from '../look/icons.tsx'
import { toast } from '../look/toasts.ts'
import { navigate } from '../routing/location.ts'
import { to } from '../routing/route.ts'
import { faultSentence } from '../words/fault-sentence.ts'
import { useWords } from '../words/words.tsx'

interface ConversationMenuProps {
  conversation: Conversation
  className?: string | undefined
}

/** What can be done with a conversation as a whole. */
export function ConversationMenu({ conversation, className }: ConversationMenuProps) {
  const words = useWords()
  const [isRenaming, setRenaming] = useState(false)
  const title = conversation.title || words.conversations.untitled
  const fail = (error: unknown) => toast({ text: faultSentence(error, words), isFailure: true })

  const remove = () => {
    removeWithUndo({
      id: conversation.id,
      said: words.general.deleted(title),
      remove: (options) => client.conversations.remove(conversation.id, options),
      onFailure: fail,
    })
    if (location.pathname === to.conversation(conversation.id)) navigate(to.conversations)
  }
  const rename = async (next: string) => {
    setRenaming(false)
    if (next === '' || next === conversation.title) return
    await client.conversations.change(conversation.id, { title: next }).catch(fail)
    refresh('conversation')
  }

  return (
    <>
      <Menu>
        <Menu.Target>
          <IconButton label={words.general.more} icon={MoreIcon} {...(className && { className })} />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<EditIcon size={16} />} onClick={() => setRenaming(true)}>
            {words.conversations.rename}
          </Menu.Item>
          <Menu.Item leftSection={<TrashIcon size={16} />} color="red" onClick={remove}>
            {words.general.remove}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal opened={isRenaming} onClose={() => setRenaming(false)} title={words.conversations.renameTitle}>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            void rename(String(new FormData(event.currentTarget).get('title')).trim())
          }}
        >
          <TextInput
            name="title"
            aria-label={words.conversations.renameTitle}
            defaultValue={conversation.title}
            maxLength={200}
            data-autofocus
          />
          <Group justify="flex-end" mt="md">
            <Button variant="default" onClick={() => setRenaming(false)}>
              {words.general.cancel}
            </Button>
            <Button type="submit">{words.general.save}</Button>
          </Group>
        </form>
      </Modal>
    </>
  )
}
