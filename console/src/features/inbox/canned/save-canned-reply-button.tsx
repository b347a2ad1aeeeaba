import { useState } from 'react'
import { client } from '../../../data/console-client.ts'
import { invalidate } from '../../../data/cache.ts'
import { readDraft } from '../../conversations/draft.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { ArchiveIcon } from '../../../ui/icons.tsx'
import { NameDialog } from '../../../ui/name-dialog.tsx'
import { toast } from '../../../ui/toasts.ts'
import { useCannedMessages } from '../../../messages/canned/canned-messages.ts'
import { useInboxAction } from '../inbox-actions.ts'

const NAME_MAX = 40

/** Keeps what one is writing as a canned reply, under a name. */
export function SaveCannedReplyButton({ place }: { place: string }) {
  const t = useCannedMessages()
  const { doing } = useInboxAction()
  const [text, setText] = useState('')
  const ask = () => {
    const written = readDraft(place).trim()
    if (written === '') toast({ text: t.keepHint })
    setText(written)
  }
  const keep = (name: string) =>
    void doing(async () => {
      await client.cannedReplies.add({ name, text })
      invalidate('canned-reply')
    }, t.kept(name))
  return (
    <>
      <IconButton label={t.keep} icon={ArchiveIcon} onClick={ask} />
      <NameDialog
        title={t.keep}
        label={t.name}
        done={t.save}
        lengthMax={NAME_MAX}
        isOpen={text !== ''}
        onClose={() => setText('')}
        onName={keep}
      />
    </>
  )
}
