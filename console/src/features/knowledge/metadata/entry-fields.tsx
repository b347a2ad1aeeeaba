import { Select, TextInput } from '@mantine/core'
import { IconButton } from '../../../ui/icon-button.tsx'
import { TrashIcon } from '../../../ui/icons.tsx'
import { useMessages } from '../../../messages/messages.tsx'
import classes from '../knowledge.module.css'
import type { Entry, ValueKind } from './entries.ts'

interface EntryFieldsProps {
  entry: Entry
  onChange: (entry: Entry) => void
  onRemove: () => void
}

/** One key of a document, the kind of its value, and the value. */
export function EntryFields({ entry, onChange, onRemove }: EntryFieldsProps) {
  const { knowledge } = useMessages()
  const { metadata: t } = knowledge
  const toKind = (kind: ValueKind) =>
    onChange({ ...entry, kind, text: kind === 'truth' ? String(entry.text === 'true') : entry.text })
  return (
    <div className={classes.entry}>
      <TextInput
        aria-label={t.key}
        placeholder={t.key}
        value={entry.key}
        onChange={(event) => onChange({ ...entry, key: event.currentTarget.value })}
        maxLength={64}
      />
      {/* A choice is made of two elements, and each line has four places. */}
      <div>
        <Select
          aria-label={t.kind}
          data={(Object.keys(t.kinds) as ValueKind[]).map((kind) => ({
            value: kind,
            label: t.kinds[kind],
          }))}
          value={entry.kind}
          onChange={(next) => next && toKind(next as ValueKind)}
          allowDeselect={false}
        />
      </div>
      <div className={classes.entry_value}>
        <ValueField entry={entry} onText={(text) => onChange({ ...entry, text })} />
      </div>
      <IconButton label={t.removeKey(entry.key || t.key)} icon={TrashIcon} iconSize={16} onClick={onRemove} />
    </div>
  )
}

function ValueField({ entry: { kind, text }, onText }: { entry: Entry; onText: (text: string) => void }) {
  const { knowledge } = useMessages()
  const { metadata: t } = knowledge
  if (kind === 'truth')
    return (
      <Select
        aria-label={t.value}
        data={[
          { value: 'true', label: t.yes },
          { value: 'false', label: t.no },
        ]}
        value={text}
        onChange={(next) => next && onText(next)}
        allowDeselect={false}
      />
    )
  return (
    <TextInput
      aria-label={t.value}
      placeholder={kind === 'list' ? t.listHint : t.value}
      value={text}
      onChange={(event) => onText(event.currentTarget.value)}
      maxLength={500}
      {...(kind === 'number' && { type: 'number', step: 'any', required: true })}
    />
  )
}
