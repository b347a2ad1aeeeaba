import { Button, Group, Input, Stack, Text, Textarea } from '@mantine/core'
import type { AgentConfiguration } from '#contract/shapes/agent.ts'
import { SmallButton } from '../../../ui/small-button.tsx'
import { PlusIcon, TrashIcon } from '../../../ui/icons.tsx'
import { toast } from '../../../ui/toasts.ts'
import { useMessages } from '../../../messages/messages.tsx'
import classes from './examples-field.module.css'

type Examples = AgentConfiguration['examples']

interface ExamplesFieldProps {
  value: Examples
  onChange: (examples: Examples) => void
}

const EXAMPLES_MAX = 20
const LENGTH_MAX = 4_000

/** How the agent would answer, by example: what somebody says, and what it says then. */
export function ExamplesField({ value, onChange }: ExamplesFieldProps) {
  const { agents } = useMessages()
  const put = (at: number, change: Partial<Examples[number]>) =>
    onChange(value.map((example, other) => (other === at ? { ...example, ...change } : example)))
  const remove = (at: number) => {
    onChange(value.filter((_, other) => other !== at))
    toast({ text: agents.exampleRemoved, undo: () => onChange(value) })
  }
  return (
    <Input.Wrapper label={agents.examples} description={agents.examplesHint} labelElement="div">
      <Stack gap="sm" mt="xs">
        {value.map(({ question, answer }, at) => (
          <div key={at} role="group" aria-label={agents.example(at + 1)} className={classes.example}>
            <Group justify="space-between">
              <Text size="xs" c="var(--quiet)">
                {agents.example(at + 1)}
              </Text>
              <SmallButton label={agents.removeExample(at + 1)} icon={TrashIcon} onClick={() => remove(at)} />
            </Group>
            <Textarea
              aria-label={agents.exampleQuestion}
              placeholder={agents.exampleQuestion}
              value={question}
              onChange={(event) => put(at, { question: event.currentTarget.value })}
              maxLength={LENGTH_MAX}
              autosize
              minRows={1}
              maxRows={6}
              dir="auto"
            />
            <Textarea
              aria-label={agents.exampleAnswer}
              placeholder={agents.exampleAnswer}
              value={answer}
              onChange={(event) => put(at, { answer: event.currentTarget.value })}
              maxLength={LENGTH_MAX}
              autosize
              minRows={2}
              maxRows={10}
              dir="auto"
            />
          </div>
        ))}
        {value.length < EXAMPLES_MAX && (
          <Button
            variant="default"
            size="xs"
            className={classes.add ?? ''}
            leftSection={<PlusIcon size={14} />}
            onClick={() => onChange([...value, { question: '', answer: '' }])}
          >
            {agents.addExample}
          </Button>
        )}
      </Stack>
    </Input.Wrapper>
  )
}
