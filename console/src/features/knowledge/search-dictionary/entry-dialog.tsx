import { Radio, Stack, TagsInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { SearchDictionaryEntry, SearchDictionaryKind } from '#contract/shapes/search-dictionary.ts'
import { client } from '../../../data/console-client.ts'
import { invalidate } from '../../../data/cache.ts'
import { FormDialog } from '../../../ui/form-dialog.tsx'
import { useMessages } from '../../../messages/messages.tsx'

const kinds = ['kept', 'same', 'finds'] as const

interface EntryDialogProps {
  entry: SearchDictionaryEntry | null
  onClose: () => void
}

/** Asks for a word that is kept whole, or for words that mean the same. */
export function EntryDialog({ entry, onClose }: EntryDialogProps) {
  const { knowledge } = useMessages()
  const { searchDictionary: t } = knowledge
  const [kind, setKind] = useState<SearchDictionaryKind>(entry?.kind ?? 'kept')
  const [first, setFirst] = useState(entry?.kind === 'same' ? '' : (entry?.words[0] ?? ''))
  const [others, setOthers] = useState(
    entry === null || entry.kind === 'kept' ? [] : entry.kind === 'same' ? entry.words : entry.words.slice(1),
  )
  const [error, setError] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const save = async () => {
    const words = kind === 'kept' ? [first] : kind === 'same' ? others : [first, ...others]
    setBusy(true)
    try {
      await (entry
        ? client.searchDictionary.change(entry.id, { kind, words })
        : client.searchDictionary.add({ kind, words }))
      invalidate('search-dictionary')
      onClose()
    } catch (failure) {
      setError(failure)
      setBusy(false)
    }
  }
  return (
    <FormDialog title={entry ? t.edit : t.add} onClose={onClose} onSave={save} isBusy={isBusy} error={error}>
      <Radio.Group
        label={t.kind}
        value={kind}
        onChange={(value) => setKind(kinds.find((one) => one === value) ?? 'kept')}
      >
        <Stack gap="xs" mt="xs">
          {kinds.map((one) => (
            <Radio
              key={one}
              value={one}
              label={t.kinds[one]}
              description={t.kindHints[one]}
              data-autofocus={one === kind || undefined}
            />
          ))}
        </Stack>
      </Radio.Group>
      {kind !== 'same' && (
        <TextInput
          label={kind === 'kept' ? t.word : t.asked}
          value={first}
          onChange={(event) => setFirst(event.currentTarget.value)}
          maxLength={60}
          required
        />
      )}
      {kind !== 'kept' && (
        <TagsInput
          label={kind === 'same' ? t.words : t.found}
          description={t.wordsHint}
          value={others}
          onChange={setOthers}
          maxTags={kind === 'same' ? 20 : 19}
          splitChars={[',', '，', '、', ';', '；']}
          acceptValueOnBlur
          clearable
        />
      )}
    </FormDialog>
  )
}
