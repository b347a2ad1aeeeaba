import { Autocomplete, Button, Stack, TextInput } from '@mantine/core'
import type { TestQuestion } from '#contract/shapes/proof.ts'
import { documents } from '../../data/resources.ts'
import { useResource } from '../../data/use-resource.ts'
import { IconButton } from '../../look/icon-button.tsx'
import { PlusIcon, TrashIcon } from '../../look/icons.tsx'
import { useProofWords } from '../../words/proof/proof-words.ts'
import classes from './proof.module.css'

/** Where an answer stands: a document, and words of the passage or none. */
export type Place = TestQuestion['expected'][number]

interface PlacesFieldProps {
  sourceId: string
  value: readonly Place[]
  onChange: (places: Place[]) => void
}

const PLACES_MAX = 20

/** The places that a source is to find for a question. */
export function PlacesField({ sourceId, value, onChange }: PlacesFieldProps) {
  const { proof, general } = useProofWords()
  const held = useResource(documents(sourceId)).value?.items ?? []
  const names = [...new Set(held.map(({ name }) => name))]
  const put = (at: number, change: Partial<Place>) =>
    onChange(value.map((place, other) => (other === at ? { ...place, ...change } : place)))
  return (
    <Stack gap="sm">
      {value.map(({ documentName, quote }, at) => (
        <div key={at} role="group" aria-label={proof.place(at + 1)} className={classes.place}>
          <Stack gap="xs">
            <Autocomplete
              label={`${proof.document} (${general.optional})`}
              data={names}
              value={documentName}
              onChange={(name) => put(at, { documentName: name })}
              maxLength={255}
            />
            <TextInput
              label={`${proof.quote} (${general.optional})`}
              description={at === 0 && proof.quoteHint}
              value={quote}
              onChange={(event) => put(at, { quote: event.currentTarget.value })}
              maxLength={2000}
              dir="auto"
            />
          </Stack>
          {value.length > 1 && (
            <IconButton
              label={`${general.remove}: ${proof.place(at + 1)}`}
              icon={TrashIcon}
              iconSize={16}
              onClick={() => onChange(value.filter((_, other) => other !== at))}
            />
          )}
        </div>
      ))}
      <Button
        size="xs"
        variant="default"
        leftSection={<PlusIcon size={14} />}
        disabled={value.length >= PLACES_MAX}
        onClick={() => onChange([...value, { documentName: '', quote: '' }])}
        style={{ alignSelf: 'flex-start' }}
      >
        {proof.addPlace}
      </Button>
    </Stack>
  )
}
