import { Select, TextInput } from '@mantine/core'
import { IconButton } from '../../look/icon-button.tsx'
import { TrashIcon } from '../../look/icons.tsx'
import { useWords } from '../../words/words.tsx'
import classes from '../knowledge.module.css'
import type { Entry, ValueKind } from './entries.ts'

interface EntryFieldsProps {
  entry: Entry
  onChange: (entry: Entry) => void
  onRemove: () => void
}

/** One key of a document, the kind of its value, and the value. */
export function EntryFields({ entry, onChange, onRemove }: EntryFieldsProps) {
  const { knowledge } = useWords()
  const { metadata: said } = knowledge
  const toKind = (kind: ValueKind) =>
    onChange({ ...entry, kind, text: kind === 'truth' ? String(entry.text === 'true') : entry.text })
  return (
    <div className={classes.entry}>
      <TextInput
        aria-label={said.key}
        placeholder={said.key}
        value={entry.key}
        onChange={(event) => onChange({ ...entry, key: event.currentTarget.value })}
        maxLength={64}
      />
      {/* A choice is made of two elements, and each line has four places. */}
      <div>
        <Select
          aria-label={said.kind}
          data={(Object.keys(said.kinds) as ValueKind[]).map((kind) => ({
            value: kind,
            label: said.kinds[kind],
          }))}
          value={entry.kind}
          onChange={(next) => next && toKind(next as ValueKind)}
          allowDeselect={false}
        />
      </div>
      <div className={classes.entry_value}>
        <ValueField entry={entry} onText={(text) => onChange({ ...entry, text })} />
      </div>
      <IconButton
        label={said.removeKey(entry.key || said.key)}
        icon={TrashIcon}
        iconSize={16}
        onClick={onRemove}
      />
    </div>
  )
}

function ValueField({ entry: { kind, text }, onText }: { entry: Entry; onText: (text: string) => void }) {
  const { knowledge } = useWords()
  const { metadata: said } = knowledge
  if (kind === 'truth')
    return (
      <Select
        aria-label={said.value}
        data={[
          { value: 'true', label: said.yes },
          { value: 'false', label: said.no },
        ]}
        value={text}
        onChange={(next) => next && onText(next)}
        allowDeselect={false}
      />
    )
  return (
    <TextInput
      aria-label={said.value}
      placeholder={kind === 'list' ? said.listHint : said.value}
      value={text}
      onChange={(event) => onText(event.currentTarget.value)}
      maxLength={500}
      {...(kind === 'number' && { type: 'number', step: 'any', required: true })}
    />
  )
}
