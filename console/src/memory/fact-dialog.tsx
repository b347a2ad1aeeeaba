import { Select, Textarea } from '@mantine/core'
import { useState } from 'react'
import { type Fact, FactKind } from '#contract/shapes/fact.ts'
import { client } from '../console-client.ts'
import { refresh } from '../data/cache.ts'
import { agents } from '../data/resources.ts'
import { useResource } from '../data/use-resource.ts'
import { FormDialog } from '../look/form-dialog.tsx'
import { useSending } from '../settings/use-sending.ts'
import { useMemoryWords } from '../words/memory/memory-words.ts'

const kinds = FactKind.options

interface FactDialogProps {
  /** Null to add one. */
  fact: Fact | null
  /** The agent that is looked at; empty: all. */
  agentId: string
  onClose: () => void
}

/** Tells an agent a fact, or puts one into other words. */
export function FactDialog({ fact, agentId, onClose }: FactDialogProps) {
  const { memory } = useMemoryWords()
  const known = useResource(agents).value?.items ?? []
  const [chosen, setChosen] = useState(fact?.agentId ?? agentId)
  const [text, setText] = useState(fact?.text ?? '')
  const [kind, setKind] = useState<FactKind>(fact?.kind ?? 'person')
  const agent = known.find(({ id }) => id === chosen) ?? known.find(({ remembers }) => remembers) ?? known[0]
  const { error, isBusy, submit } = useSending(async () => {
    await (fact
      ? client.memory.change(fact.id, { text, kind })
      : client.memory.add({ agentId: agent?.id ?? '', text, kind }))
    refresh('memory')
    onClose()
  })
  return (
    <FormDialog
      title={fact ? memory.edit : memory.add}
      size="md"
      onClose={onClose}
      onSave={submit}
      isBusy={isBusy}
      error={error}
      isUnfit={text.trim() === '' || (!fact && !agent)}
    >
      {!fact && (
        <Select
          label={memory.agent}
          data={known.map(({ id, name }) => ({ value: id, label: name }))}
          value={agent?.id ?? null}
          description={agent && !agent.remembers && memory.notRemembering}
          onChange={(value) => setChosen(value ?? '')}
          allowDeselect={false}
          required
        />
      )}
      <Textarea
        label={memory.fact}
        description={memory.factHint}
        placeholder={memory.factExample}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        maxLength={300}
        autosize
        minRows={2}
        required
        data-autofocus
        dir="auto"
      />
      <Select
        label={memory.kind}
        data={kinds.map((value) => ({ value, label: memory.kinds[value] }))}
        value={kind}
        onChange={(value) => setKind(kinds.find((one) => one === value) ?? kind)}
        allowDeselect={false}
      />
    </FormDialog>
  )
}
