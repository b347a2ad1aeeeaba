import { Autocomplete, Button, Stack, TextInput } from '@mantine/core'
import type { TestCase } from '#contract/shapes/evals.ts'
import { useResource } from '../../../data/use-resource.ts'
import { documentsOf } from '../../../data/documents.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { PlusIcon, TrashIcon } from '../../../ui/icons.tsx'
import { useEvalsMessages } from '../../../messages/evals/evals-messages.ts'
import classes from './evals.module.css'

/** Where an answer stands: a document, and words of the passage or none. */
export type Place = TestCase['expected'][number]

interface PlacesFieldProps {
  knowledgeBaseId: string
  value: readonly Place[]
  onChange: (places: Place[]) => void
}

const PLACES_MAX = 20

/** The places that a knowledge base is to find for a question. */
export function PlacesField({ knowledgeBaseId, value, onChange }: PlacesFieldProps) {
  const { evals, general } = useEvalsMessages()
  const held = useResource(documentsOf(knowledgeBaseId)).value?.items ?? []
  const names = [...new Set(held.map(({ name }) => name))]
  const put = (at: number, change: Partial<Place>) =>
    onChange(value.map((place, other) => (other === at ? { ...place, ...change } : place)))
  return (
    <Stack gap="sm">
      {value.map(({ documentName, quote }, at) => (
        <div key={at} role="group" aria-label={evals.place(at + 1)} className={classes.place}>
          <Stack gap="xs">
            <Autocomplete
              label={`${evals.document} (${general.optional})`}
              data={names}
              value={documentName}
              onChange={(name) => put(at, { documentName: name })}
              maxLength={255}
            />
            <TextInput
              label={`${evals.quote} (${general.optional})`}
              description={at === 0 && evals.quoteHint}
              value={quote}
              onChange={(event) => put(at, { quote: event.currentTarget.value })}
              maxLength={2000}
              dir="auto"
            />
          </Stack>
          {value.length > 1 && (
            <IconButton
              label={`${general.remove}: ${evals.place(at + 1)}`}
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
        {evals.addPlace}
      </Button>
    </Stack>
  )
}
