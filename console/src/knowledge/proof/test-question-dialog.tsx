import { Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { TestQuestion } from '#contract/shapes/proof.ts'
import { client } from '../../console-client.ts'
import { useProofWords } from '../../words/proof/proof-words.ts'
import { type Place, PlacesField } from './places-field.tsx'
import { useActing } from './use-acting.ts'

interface TestQuestionDialogProps {
  sourceId: string
  /** Null: a new one. */
  question: TestQuestion | null
  onClose: () => void
}

/** Asks for a question with what is expected of its answer. */
export function TestQuestionDialog({ sourceId, question, onClose }: TestQuestionDialogProps) {
  const { proof, general } = useProofWords()
  const act = useActing(sourceId)
  const [asked, setAsked] = useState(question?.question ?? '')
  const [answer, setAnswer] = useState(question?.answer ?? '')
  const [places, setPlaces] = useState<Place[]>(
    question?.expected.length ? question.expected : [{ documentName: '', quote: '' }],
  )
  const [isBusy, setBusy] = useState(false)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (asked.trim() === '') return
    setBusy(true)
    const expected = places.filter(({ documentName }) => documentName.trim() !== '')
    const body = { question: asked, answer: answer.trim(), expected }
    const isDone = await act(
      question ? client.proof.changeQuestion(question.id, body) : client.proof.addQuestion(sourceId, body),
    )
    setBusy(false)
    if (isDone) onClose()
  }
  const title = question ? proof.edit : proof.add
  return (
    <Modal opened onClose={onClose} title={title} size="lg">
      <form onSubmit={(event) => void save(event)}>
        <Stack>
          <TextInput
            label={proof.question}
            value={asked}
            onChange={(event) => setAsked(event.currentTarget.value)}
            maxLength={2000}
            required
            dir="auto"
            data-autofocus
          />
          <PlacesField sourceId={sourceId} value={places} onChange={setPlaces} />
          <Textarea
            label={`${proof.answer} (${general.optional})`}
            description={proof.answerHint}
            value={answer}
            onChange={(event) => setAnswer(event.currentTarget.value)}
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
              {question ? general.save : title}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
