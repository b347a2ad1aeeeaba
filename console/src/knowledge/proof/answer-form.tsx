import { Button, Group, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { UnansweredQuestion } from '#contract/shapes/unanswered.ts'
import { client } from '../../console-client.ts'
import { refresh } from '../../data/cache.ts'
import { sources } from '../../data/resources.ts'
import { useResource } from '../../data/use-resource.ts'
import { toast } from '../../look/toasts.ts'
import { faultSentence } from '../../words/fault-sentence.ts'
import { useProofWords } from '../../words/proof/proof-words.ts'

const QUESTION_MAX = 500

interface AnswerFormProps {
  item: UnansweredQuestion
  onClose: () => void
}

/** Writes the answer to a question, as the draft of a pair. */
export function AnswerForm({ item, onClose }: AnswerFormProps) {
  const words = useProofWords()
  const { proof, general } = words
  const held = useResource(sources).value?.items
  const [chosen, setChosen] = useState(item.sourceId)
  const [isBusy, setBusy] = useState(false)
  const sourceId = chosen ?? held?.[0]?.id ?? null
  if (held?.length === 0) return <Text size="sm">{proof.noSource}</Text>
  const save = async (values: FormData) => {
    const [question, answer] = ['question', 'answer'].map((name) => String(values.get(name)).trim())
    if (sourceId === null || !question || !answer) return
    setBusy(true)
    try {
      await client.unanswered.draft(item.id, { sourceId, question, answer })
      onClose()
    } catch (error) {
      toast({ text: faultSentence(error, words), isFailure: true })
      setBusy(false)
    }
    refresh('unanswered')
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void save(new FormData(event.currentTarget))
      }}
    >
      <Stack gap="xs">
        <TextInput
          label={proof.inWords}
          name="question"
          defaultValue={item.question.slice(0, QUESTION_MAX)}
          maxLength={QUESTION_MAX}
          required
          dir="auto"
        />
        <Textarea
          label={proof.yourAnswer}
          name="answer"
          defaultValue={item.answer}
          maxLength={8000}
          autosize
          minRows={3}
          required
          autoFocus
          dir="auto"
        />
        <Select
          label={proof.into}
          data={held?.map(({ id, name }) => ({ value: id, label: name })) ?? []}
          value={sourceId}
          onChange={setChosen}
          allowDeselect={false}
        />
        <Group gap="xs">
          <Button type="submit" size="xs" loading={isBusy}>
            {proof.draft}
          </Button>
          <Button size="xs" variant="subtle" onClick={onClose}>
            {general.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
