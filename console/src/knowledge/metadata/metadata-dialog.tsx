import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Document } from '#contract/shapes/knowledge.ts'
import { client } from '../../console-client.ts'
import { refresh } from '../../data/cache.ts'
import { Failure } from '../../look/failure.tsx'
import { PlusIcon } from '../../look/icons.tsx'
import { useSending } from '../../settings/use-sending.ts'
import { useWords } from '../../words/words.tsx'
import { doubledKey, type Entry, entriesOf, metadataOf } from './entries.ts'
import { EntryFields } from './entry-fields.tsx'

const KEYS_MAX = 50

/** Keys and values of a document, line by line. */
export function MetadataDialog({ document, onClose }: { document: Document; onClose: () => void }) {
  const { knowledge, general } = useWords()
  const { metadata: said } = knowledge
  const [entries, setEntries] = useState<Entry[]>(() => withOne(entriesOf(document.metadata)))
  const doubled = doubledKey(entries)
  const { error, isBusy, submit } = useSending(async () => {
    await client.documents.describe(document.id, metadataOf(entries))
    refresh(`document/${document.id}`)
    onClose()
  })
  return (
    <Modal opened onClose={onClose} title={said.edit} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (doubled === null) void submit()
        }}
      >
        <Stack>
          {error !== undefined && <Failure error={error} />}
          {entries.map((entry) => (
            <EntryFields
              key={entry.number}
              entry={entry}
              onChange={(next) =>
                setEntries(entries.map((one) => (one.number === entry.number ? next : one)))
              }
              onRemove={() => setEntries(entries.filter(({ number }) => number !== entry.number))}
            />
          ))}
          {doubled !== null && (
            <Text size="sm" c="red" role="alert">
              {said.twice(doubled)}
            </Text>
          )}
          <Group>
            <Button
              size="xs"
              variant="default"
              leftSection={<PlusIcon size={14} />}
              disabled={entries.length >= KEYS_MAX}
              onClick={() => setEntries(withOneMore(entries))}
            >
              {said.add}
            </Button>
          </Group>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {general.cancel}
            </Button>
            <Button type="submit" loading={isBusy} disabled={doubled !== null}>
              {general.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

const withOneMore = (entries: Entry[]): Entry[] => [
  ...entries,
  { number: Math.max(-1, ...entries.map(({ number }) => number)) + 1, key: '', kind: 'text', text: '' },
]

/** Somebody who opens it wants to say something. */
const withOne = (entries: Entry[]): Entry[] => (entries.length === 0 ? withOneMore(entries) : entries)
