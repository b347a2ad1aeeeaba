import { Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Pair } from '#contract/shapes/pair.ts'
import { client } from '../../console-client.ts'
import { refresh } from '../../data/cache.ts'
import { FormDialog } from '../../look/form-dialog.tsx'
import { useWords } from '../../words/words.tsx'

interface PairDialogProps {
  sourceId: string
  pair: Pair | null
  onClose: () => void
}

/** A question and its answer, to write or to change. */
export function PairDialog({ sourceId, pair, onClose }: PairDialogProps) {
  const { knowledge } = useWords()
  const [error, setError] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const save = async (values: FormData) => {
    const body = { question: String(values.get('question')), answer: String(values.get('answer')) }
    setBusy(true)
    try {
      await (pair ? client.pairs.change(pair.documentId, body) : client.pairs.add(sourceId, body))
      refresh(`documents/${sourceId}`)
      onClose()
    } catch (failure) {
      setError(failure)
      setBusy(false)
    }
  }
  return (
    <FormDialog
      title={pair ? knowledge.pairs.edit : knowledge.pairs.add}
      onClose={onClose}
      onSave={save}
      isBusy={isBusy}
      error={error}
    >
      <TextInput
        label={knowledge.pairs.question}
        name="question"
        defaultValue={pair?.question ?? ''}
        maxLength={500}
        required
        data-autofocus
      />
      <Textarea
        label={knowledge.pairs.answer}
        name="answer"
        defaultValue={pair?.answer ?? ''}
        maxLength={20_000}
        autosize
        minRows={4}
        maxRows={16}
        required
      />
    </FormDialog>
  )
}
