import { Textarea, TextInput } from '@mantine/core'
import { client } from '../console-client.ts'
import { refresh } from '../data/cache.ts'
import { FormDialog } from '../look/form-dialog.tsx'
import { useSending } from '../settings/use-sending.ts'
import { useWords } from '../words/words.tsx'

interface TextDialogProps {
  sourceId: string
  onClose: () => void
}

/** A document that is written here instead of uploaded. */
export function TextDialog({ sourceId, onClose }: TextDialogProps) {
  const { knowledge, general } = useWords()
  const { error, isBusy, submit } = useSending(async (values: FormData) => {
    await client.documents.add(sourceId, {
      name: String(values.get('name')).trim(),
      text: String(values.get('text')),
    })
    refresh(`documents/${sourceId}`)
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
