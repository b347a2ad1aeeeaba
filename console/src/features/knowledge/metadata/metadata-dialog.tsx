import { Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import type { Document } from '#contract/shapes/knowledge.ts'
import { client } from '../../../data/console-client.ts'
import { invalidate } from '../../../data/cache.ts'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { PlusIcon } from '../../../ui/icons.tsx'
import { useFormSubmit } from '../../../ui/use-form-submit.ts'
import { useMessages } from '../../../messages/messages.tsx'
import { doubledKey, type Entry, entriesOf, metadataOf } from './entries.ts'
import { EntryFields } from './entry-fields.tsx'

const KEYS_MAX = 50

/** Keys and values of a document, line by line. */
export function MetadataDialog({ document, onClose }: { document: Document; onClose: () => void }) {
  const { metadata: t } = useMessages().knowledge
  const [entries, setEntries] = useState<Entry[]>(() => withOne(entriesOf(document.metadata)))
  const doubled = doubledKey(entries)
  const { error, isBusy, submit } = useFormSubmit(async () => {
    await client.documents.describe(document.id, { metadata: metadataOf(entries) })
    invalidate('document', { documentId: document.id })
    onClose()
  })
  return (
    <FormDialog
      title={t.edit}
      onClose={onClose}
      onSave={submit}
      isBusy={isBusy}
      error={error}
      isUnfit={doubled !== null}
    >
      {entries.map((entry) => (
        <EntryFields
          key={entry.number}
          entry={entry}
          onChange={(next) => setEntries(entries.map((one) => (one.number === entry.number ? next : one)))}
          onRemove={() => setEntries(entries.filter(({ number }) => number !== entry.number))}
        />
      ))}
      {doubled !== null && (
        <Text size="sm" c="red" role="alert">
          {t.twice(doubled)}
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
          {t.add}
        </Button>
      </Group>
    </FormDialog>
  )
}

const withOneMore = (entries: Entry[]): Entry[] => [
  ...entries,
  { number: Math.max(-1, ...entries.map(({ number }) => number)) + 1, key: '', kind: 'text', text: '' },
]

/** Somebody who opens it wants to say something. */
const withOne = (entries: Entry[]): Entry[] => (entries.length === 0 ? withOneMore(entries) : entries)
