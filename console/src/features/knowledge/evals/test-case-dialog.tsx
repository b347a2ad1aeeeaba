import { Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { TestCase } from '#contract/shapes/evals.ts'
import { client } from '../../../data/console-client.ts'
import { useEvalsMessages } from '../../../messages/evals/evals-messages.ts'
import { type Place, PlacesField } from './places-field.tsx'
import { useActing } from './use-acting.ts'

interface TestCaseDialogProps {
  knowledgeBaseId: string
  /** Null: a new one. */
  testCase: TestCase | null
  onClose: () => void
}

/** Asks for a question with what is expected of its answer. */
export function TestCaseDialog({ knowledgeBaseId, testCase, onClose }: TestCaseDialogProps) {
  const { evals, general } = useEvalsMessages()
  const act = useActing(knowledgeBaseId)
  const [asked, setAsked] = useState(testCase?.question ?? '')
  const [answer, setAnswer] = useState(testCase?.answer ?? '')
  const [places, setPlaces] = useState<Place[]>(
    testCase?.expected.length ? testCase.expected : [{ documentName: '', quote: '' }],
  )
  const [isBusy, setBusy] = useState(false)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (asked.trim() === '') return
    setBusy(true)
    const expected = places.filter(({ documentName }) => documentName.trim() !== '')
    const body = { question: asked, answer: answer.trim(), expected }
    const isDone = await act(
      testCase
        ? client.evals.changeTestCase(testCase.id, body)
        : client.evals.addTestCase(knowledgeBaseId, body),
    )
    setBusy(false)
    if (isDone) onClose()
  }
  const title = testCase ? evals.edit : evals.add
  return (
    <Modal opened onClose={onClose} title={title} size="lg">
      <form onSubmit={(event) => void save(event)}>
        <Stack>
          <TextInput
            label={evals.question}
            value={asked}
            onChange={(event) => setAsked(event.currentTarget.value)}
            maxLength={2000}
            required
            dir="auto"
            data-autofocus
          />
          <PlacesField knowledgeBaseId={knowledgeBaseId} value={places} onChange={setPlaces} />
          <Textarea
            label={`${evals.answer} (${general.optional})`}
            description={evals.answerHint}
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
              {testCase ? general.save : title}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
