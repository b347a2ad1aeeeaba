import { Button, Group, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { UnansweredQuestion } from '#contract/shapes/unanswered.ts'
import { client } from '../../../data/console-client.ts'
import { invalidate } from '../../../data/cache.ts'
import { useResource } from '../../../data/use-resource.ts'
import { all } from '../../../data/resource.ts'
import { toast } from '../../../ui/toasts.ts'
import { faultSentence } from '../../../messages/fault-sentence.ts'
import { useEvalsMessages } from '../../../messages/evals/evals-messages.ts'

const QUESTION_MAX = 500

interface AnswerFormProps {
  item: UnansweredQuestion
  onClose: () => void
}

/** Writes the answer to a question, as the draft of an FAQ entry. */
export function AnswerForm({ item, onClose }: AnswerFormProps) {
  const t = useEvalsMessages()
  const { evals, general } = t
  const held = useResource(all('knowledgeBases.list')).value?.items
  const [chosen, setChosen] = useState(item.knowledgeBaseId)
  const [isBusy, setBusy] = useState(false)
  const knowledgeBaseId = chosen ?? held?.[0]?.id ?? null
  if (held?.length === 0) return <Text size="sm">{evals.noKnowledgeBase}</Text>
  const save = async (values: FormData) => {
    const [question, answer] = ['question', 'answer'].map((name) => String(values.get(name)).trim())
    if (knowledgeBaseId === null || !question || !answer) return
    setBusy(true)
    try {
      await client.unanswered.draft(item.id, { knowledgeBaseId, question, answer })
      onClose()
    } catch (error) {
      toast({ text: faultSentence(error, t), isFailure: true })
      setBusy(false)
    }
    invalidate('unanswered-question')
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
          label={evals.inWords}
          name="question"
          defaultValue={item.question.slice(0, QUESTION_MAX)}
          maxLength={QUESTION_MAX}
          required
          dir="auto"
        />
        <Textarea
          label={evals.yourAnswer}
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
          label={evals.into}
          data={held?.map(({ id, name }) => ({ value: id, label: name })) ?? []}
          value={knowledgeBaseId}
          onChange={setChosen}
          allowDeselect={false}
        />
        <Group gap="xs">
          <Button type="submit" size="xs" loading={isBusy}>
            {evals.draft}
          </Button>
          <Button size="xs" variant="subtle" onClick={onClose}>
            {general.cancel}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
