import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { Condition } from '#contract/shapes/document-filter.ts'
import { useResource } from '../../../data/use-resource.ts'
import { resource } from '../../../data/resource.ts'
import { PlusIcon } from '../../../ui/icons.tsx'
import { useMessages } from '../../../messages/messages.tsx'
import { blankEntry, type ConditionEntry, conditionsOf, entriesOf, lackOf } from './condition-entry.ts'
import { ConditionFields } from './condition-fields.tsx'

const CONDITIONS_MAX = 10

export interface FilterDialogProps {
  knowledgeBaseId: string
  value: readonly Condition[]
  onChange: (conditions: Condition[]) => void
  onClose: () => void
}

/** Asks which documents of a knowledge base count, condition by condition. */
export function FilterDialog({ knowledgeBaseId, value, onChange, onClose }: FilterDialogProps) {
  const { knowledge, general } = useMessages()
  const { filter } = knowledge
  const held = useResource(resource('knowledgeBases.metadataKeys', knowledgeBaseId))
  const keys = held.value?.items ?? []
  const [entries, setEntries] = useState<ConditionEntry[]>(() =>
    value.length === 0 ? [blankEntry(0)] : entriesOf(value),
  )
  const [isTried, setTried] = useState(false)
  const finish = (conditions: Condition[]) => {
    onChange(conditions)
    onClose()
  }
  const save = (event: FormEvent) => {
    event.preventDefault()
    // A form around it is not sent along.
    event.stopPropagation()
    setTried(true)
    if (entries.every((entry) => lackOf(entry) === null)) finish(conditionsOf(entries, keys))
  }
  return (
    <Modal opened onClose={onClose} title={filter.title} size="lg">
      <form onSubmit={save} noValidate>
        <Stack>
          <Text size="sm" c="var(--quiet)">
            {held.value && keys.length === 0 ? filter.noneDescribed : filter.intro}
          </Text>
          {entries.map((entry) => (
            <ConditionFields
              key={entry.number}
              entry={entry}
              keys={keys}
              isTried={isTried}
              onChange={(next) =>
                setEntries(entries.map((one) => (one.number === entry.number ? next : one)))
              }
              onRemove={() => setEntries(entries.filter(({ number }) => number !== entry.number))}
            />
          ))}
          <Group>
            <Button
              size="xs"
              variant="default"
              leftSection={<PlusIcon size={14} />}
              disabled={entries.length >= CONDITIONS_MAX}
              onClick={() =>
                setEntries([...entries, blankEntry(Math.max(-1, ...entries.map((one) => one.number)) + 1)])
              }
            >
              {filter.add}
            </Button>
            {value.length > 0 && (
              <Button size="xs" variant="subtle" onClick={() => finish([])}>
                {filter.clear}
              </Button>
            )}
          </Group>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {general.cancel}
            </Button>
            <Button type="submit">{general.save}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
