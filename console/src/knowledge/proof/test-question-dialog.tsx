import { Autocomplete, Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { client } from '../../console-client.ts'
import { documents } from '../../data/resources.ts'
import { useResource } from '../../data/use-resource.ts'
import { useWords } from '../../words/words.tsx'
import { useActing } from './use-acting.ts'

interface TestQuestionDialogProps {
  sourceId: string
  isOpen: boolean
  onClose: () => void
}

/** Adds a question with what is expected of its answer. */
export function TestQuestionDialog({ sourceId, isOpen, onClose }: TestQuestionDialogProps) {
  const { proof } = useWords()
  return (
    <Modal opened={isOpen} onClose={onClose} title={proof.add} size="lg">
      <QuestionForm sourceId={sourceId} onClose={onClose} />
    </Modal>
  )
}

function QuestionForm({ sourceId, onClose }: Omit<TestQuestionDialogProps, 'isOpen'>) {
  const { proof, general } = useWords()
  const act = useActing(sourceId)
  const held = useResource(documents(sourceId)).value?.items ?? []
  const [isBusy, setBusy] = useState(false)
  const save = async (values: FormData) => {
    const said = (name: string) => String(values.get(name) ?? '').trim()
    if (said('question') === '') return
    const expected = said('document') ? [{ documentName: said('document'), quote: said('quote') }] : []
    setBusy(true)
    const body = { question: said('question'), answer: said('answer'), expected }
    const isDone = await act(client.proof.addQuestion(sourceId, body))
    setBusy(false)
    if (isDone) onClose()
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void save(new FormData(event.currentTarget))
      }}
    >
      <Stack>
        <TextInput
          label={proof.question}
          name="question"
          maxLength={2000}
          required
          dir="auto"
          data-autofocus
        />
        <Autocomplete
          label={`${proof.document} (${general.optional})`}
          name="document"
          data={[...new Set(held.map(({ name }) => name))]}
          maxLength={255}
        />
        <TextInput
          label={`${proof.quote} (${general.optional})`}
          description={proof.quoteHint}
          name="quote"
          maxLength={2000}
          dir="auto"
        />
        <Textarea
          label={`${proof.answer} (${general.optional})`}
          description={proof.answerHint}
          name="answer"
          maxLength={8000}
          autosize
          minRows={2}
          maxRows={10}
          dir="auto"
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {general.cancel}
          </Button>
          <Button type="submit" loading={isBusy}>
            {proof.add}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
