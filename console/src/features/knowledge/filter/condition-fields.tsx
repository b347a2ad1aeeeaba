import { Autocomplete, Select, TagsInput } from '@mantine/core'
import type { MetadataKey } from '#contract/shapes/metadata.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { TrashIcon } from '../../../ui/icons.tsx'
import { useMessages } from '../../../messages/messages.tsx'
import classes from '../knowledge.module.css'
import { type ConditionEntry, lackOf, plainTest, type Test, tests } from './condition-entry.ts'

interface ConditionFieldsProps {
  entry: ConditionEntry
  /** What is known of the knowledge base, to be chosen from. */
  keys: readonly MetadataKey[]
  /** Whether what is missing is said already. */
  isTried: boolean
  onChange: (entry: ConditionEntry) => void
  onRemove: () => void
}

/** One condition: a key, what is asked of it, and with what it is compared. */
export function ConditionFields({ entry, keys, isTried, onChange, onRemove }: ConditionFieldsProps) {
  const { knowledge } = useMessages()
  const { filter, metadata } = knowledge
  return (
    <div className={classes.entry} data-even>
      <Autocomplete
        aria-label={metadata.key}
        placeholder={metadata.key}
        data={keys.map(({ key }) => key)}
        value={entry.key}
        onChange={(key) => onChange({ ...entry, key })}
        maxLength={64}
      />
      <div>
        <Select
          aria-label={filter.test}
          data={tests.map((test) => ({ value: test, label: filter.tests[test] }))}
          value={entry.test}
          onChange={(test) => test && onChange({ ...entry, test: test as Test })}
          allowDeselect={false}
        />
      </div>
      <div className={classes.entry_value}>
        <Compared
          entry={entry}
          known={keys.find(({ key }) => key === entry.key.trim())}
          error={isTried && lackOf(entry)}
          onTexts={(texts) => onChange({ ...entry, texts })}
        />
      </div>
      <IconButton
        label={metadata.removeKey(entry.key || metadata.key)}
        icon={TrashIcon}
        iconSize={16}
        onClick={onRemove}
      />
    </div>
  )
}

interface ComparedProps {
  entry: ConditionEntry
  known: MetadataKey | undefined
  error: 'value' | 'bound' | false | null
  onTexts: (texts: string[]) => void
}

function Compared({ entry: { test, texts }, known, error, onTexts }: ComparedProps) {
  const { knowledge } = useMessages()
  const { filter, metadata } = knowledge
  const is = plainTest(test)
  const [text = ''] = texts
  const label = { 'aria-label': metadata.value, error: error && filter.lacks[error] }
  const values = [...new Set(known?.values.map(String))]
  if (is === 'present') return null
  if (is === 'one-of')
    return (
      <TagsInput
        {...label}
        placeholder={texts.length === 0 ? metadata.listHint : ''}
        data={values}
        value={[...texts]}
        onChange={onTexts}
        maxTags={20}
        splitChars={[',', '，', '、']}
        acceptValueOnBlur
      />
    )
  if (known?.kind === 'truth' && is === 'equal')
    return (
      <Select
        {...label}
        data={[
          { value: 'true', label: metadata.yes },
          { value: 'false', label: metadata.no },
        ]}
        value={text || null}
        onChange={(next) => next && onTexts([next])}
        allowDeselect={false}
      />
    )
  return (
    <Autocomplete
      {...label}
      placeholder={is === 'equal' ? metadata.value : filter.boundHint}
      data={values}
      value={text}
      onChange={(next) => onTexts([next])}
      maxLength={500}
    />
  )
}
