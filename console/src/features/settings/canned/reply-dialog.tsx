import { Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { CannedReply } from '#contract/shapes/canned.ts'
import { client } from '../../../data/console-client.ts'
import { invalidate } from '../../../data/cache.ts'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { useCannedMessages } from '../../../messages/canned/canned-messages.ts'
import { useFormSubmit } from '../../../ui/use-form-submit.ts'

const NAME_MAX = 40
const TEXT_MAX = 10_000

/** Asks for a canned reply: what it is called, and what it says. */
export function ReplyDialog({ reply, onClose }: { reply: CannedReply | null; onClose: () => void }) {
  const t = useCannedMessages()
  const [name, setName] = useState(reply?.name ?? '')
  const [text, setText] = useState(reply?.text ?? '')
  const { isBusy, error, submit } = useFormSubmit(async () => {
    await (reply
      ? client.cannedReplies.change(reply.id, { name, text })
      : client.cannedReplies.add({ name, text }))
    invalidate('canned-reply')
    onClose()
  })
  return (
    <FormDialog
      title={reply ? t.edit : t.add}
      onClose={onClose}
      onSave={submit}
      isBusy={isBusy}
      error={error}
    >
      <TextInput
        label={t.name}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={NAME_MAX}
        autoComplete="off"
        required
        data-autofocus
      />
      <Textarea
        label={t.text}
        description={t.placeholders}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        maxLength={TEXT_MAX}
        autosize
        minRows={4}
        maxRows={14}
        dir="auto"
        required
      />
    </FormDialog>
  )
}
