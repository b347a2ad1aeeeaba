import { Select, Textarea } from '@mantine/core'
import { useState } from 'react'
import { type Memory, MemoryKind } from '#contract/shapes/memory.ts'
import { client } from '../../data/console-client.ts'
import { invalidate } from '../../data/cache.ts'
import { useResource } from '../../data/use-resource.ts'
import { all } from '../../data/resource.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { useFormSubmit } from '../../ui/use-form-submit.ts'
import { useMemoryMessages } from '../../messages/memory/memory-messages.ts'

const kinds = MemoryKind.options

interface MemoryDialogProps {
  /** Null to add one. */
  item: Memory | null
  /** The agent that is looked at; empty: all. */
  agentId: string
  onClose: () => void
}

/** Tells an agent a memory, or puts one into other words. */
export function MemoryDialog({ item, agentId, onClose }: MemoryDialogProps) {
  const { memory } = useMemoryMessages()
  const known = useResource(all('agents.list')).value?.items ?? []
  const [chosen, setChosen] = useState(item?.agentId ?? agentId)
  const [text, setText] = useState(item?.text ?? '')
  const [kind, setKind] = useState<MemoryKind>(item?.kind ?? 'person')
  const agent = known.find(({ id }) => id === chosen) ?? known.find(({ remembers }) => remembers) ?? known[0]
  const { error, isBusy, submit } = useFormSubmit(async () => {
    await (item
      ? client.memory.change(item.id, { text, kind })
      : client.memory.add({ agentId: agent?.id ?? '', text, kind }))
    invalidate('memory')
    onClose()
  })
  return (
    <FormDialog
      title={item ? memory.edit : memory.add}
      size="md"
      onClose={onClose}
      onSave={submit}
      isBusy={isBusy}
      error={error}
      isUnfit={text.trim() === '' || (!item && !agent)}
    >
      {!item && (
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
        label={memory.text}
        description={memory.memoryHint}
        placeholder={memory.memoryExample}
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
