import { Menu } from '@mantine/core'
import { useState } from 'react'
import type { Contact } from '#contract/shapes/contact.ts'
import { client } from '../../data/console-client.ts'
import { invalidate } from '../../data/cache.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { MoreIcon } from '../../ui/icons.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { toast } from '../../ui/toasts.ts'
import { useMay } from '../../data/me.ts'
import { faultSentence } from '../../messages/fault-sentence.ts'
import { useMessages } from '../../messages/messages.tsx'
import { useContactMessages } from './contact-messages.ts'
import { EraseDialog } from './erase-dialog.tsx'
import { MergeDialog } from './merge-dialog.tsx'

/** What can be done with a contact. Blocking can be taken back; what cannot be undone asks first. */
export function ContactMenu({ contact, name }: { contact: Contact; name: string }) {
  const t = useMessages()
  const tContacts = useContactMessages()
  const may = useMay()
  const [opened, setOpened] = useState<'merge' | 'erase' | null>(null)
  const trying = async (act: () => Promise<unknown>) => {
    try {
      await act()
    } catch (error) {
      toast({ text: faultSentence(error, t), isFailure: true })
    }
  }
  const block = (isBlocked: boolean, mayUndo = true): Promise<void> =>
    trying(async () => {
      await (isBlocked ? client.contacts.block(contact.id) : client.contacts.unblock(contact.id))
      invalidate('contact')
      toast({
        text: isBlocked ? tContacts.isBlocked(name) : tContacts.isUnblocked(name),
        ...(mayUndo && { undo: () => void block(!isBlocked, false) }),
      })
    })
  const takeHome = () =>
    trying(async () => {
      toast({ text: tContacts.exporting })
      saveFile(await client.contacts.export(contact.id))
    })
  if (!may('contact:write')) return null
  return (
    <>
      <Menu width={280} position="bottom-end">
        <Menu.Target>
          <IconButton label={tContacts.actions} icon={MoreIcon} />
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setOpened('merge')}>{tContacts.merge}</Menu.Item>
          <Menu.Item onClick={() => void block(!contact.blocked)}>
            {contact.blocked ? tContacts.unblock : tContacts.block}
          </Menu.Item>
          {may('contact:manage') && (
            <>
              <Menu.Item onClick={() => void takeHome()}>{tContacts.export}</Menu.Item>
              <Menu.Divider />
              <Menu.Item color="red" onClick={() => setOpened('erase')}>
                {tContacts.erase}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {opened === 'merge' && <MergeDialog contact={contact} name={name} onClose={() => setOpened(null)} />}
      {opened === 'erase' && <EraseDialog contact={contact} name={name} onClose={() => setOpened(null)} />}
    </>
  )
}
