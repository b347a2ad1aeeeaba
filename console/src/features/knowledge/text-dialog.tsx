import { Textarea, TextInput } from '@mantine/core'
import { client } from '../../data/console-client.ts'
import { invalidate } from '../../data/cache.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { useFormSubmit } from '../../ui/use-form-submit.ts'
import { useMessages } from '../../messages/messages.tsx'

interface TextDialogProps {
  knowledgeBaseId: string
  onClose: () => void
}

/** A document that is written here instead of uploaded. */
export function TextDialog({ knowledgeBaseId, onClose }: TextDialogProps) {
  const { knowledge, general } = useMessages()
  const { error, isBusy, submit } = useFormSubmit(async (values: FormData) => {
    await client.documents.add(knowledgeBaseId, {
      name: String(values.get('name')).trim(),
      text: String(values.get('text')),
    })
    invalidate('document', { knowledgeBaseId })
    onClose()
  })
  return (
    <FormDialog title={knowledge.textTitle} onClose={onClose} onSave={submit} isBusy={isBusy} error={error}>
      <TextInput label={general.name} name="name" maxLength={255} required data-autofocus />
      <Textarea
        label={knowledge.text}
        name="text"
        autosize
        minRows={8}
        maxRows={18}
        maxLength={2_000_000}
        required
      />
    </FormDialog>
  )
}
