import { Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { FaqEntry } from '#contract/shapes/faq-entry.ts'
import { client } from '../../../data/console-client.ts'
import { invalidate } from '../../../data/cache.ts'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { useMessages } from '../../../messages/messages.tsx'

interface FaqEntryDialogProps {
  knowledgeBaseId: string
  faqEntry: FaqEntry | null
  onClose: () => void
}

/** A question and its answer, to write or to change. */
export function FaqEntryDialog({ knowledgeBaseId, faqEntry, onClose }: FaqEntryDialogProps) {
  const { knowledge } = useMessages()
  const [error, setError] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const save = async (values: FormData) => {
    const body = { question: String(values.get('question')), answer: String(values.get('answer')) }
    setBusy(true)
    try {
      await (faqEntry
        ? client.faqEntries.change(faqEntry.documentId, body)
        : client.faqEntries.add(knowledgeBaseId, body))
      invalidate('document', { knowledgeBaseId })
      onClose()
    } catch (failure) {
      setError(failure)
      setBusy(false)
    }
  }
  return (
    <FormDialog
      title={faqEntry ? knowledge.faqEntries.edit : knowledge.faqEntries.add}
      onClose={onClose}
      onSave={save}
      isBusy={isBusy}
      error={error}
    >
      <TextInput
        label={knowledge.faqEntries.question}
        name="question"
        defaultValue={faqEntry?.question ?? ''}
        maxLength={500}
        required
        data-autofocus
      />
      <Textarea
        label={knowledge.faqEntries.answer}
        name="answer"
        defaultValue={faqEntry?.answer ?? ''}
        maxLength={20_000}
        autosize
        minRows={4}
        maxRows={16}
        required
      />
    </FormDialog>
  )
}
