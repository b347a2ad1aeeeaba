import { Alert, Button, Group, Text, TextInput, Title } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { Hit, SearchWarning } from '#contract/shapes/knowledge.ts'
import { client } from '../console-client.ts'
import { Failure } from '../look/failure.tsx'
import { SearchIcon } from '../look/icons.tsx'
import { Rows } from '../look/loaded.tsx'
import { useFilter } from '../routing/location.ts'
import { wordsOf } from '../words/words-of.ts'
import { useWords } from '../words/words.tsx'
import { conditionsIn } from './filter/condition-entry.ts'
import { FilterChoice } from './filter/filter-choice.tsx'
import { HitList } from './proof/hit-list.tsx'

interface Outcome {
  hits?: Hit[]
  warning?: SearchWarning | null
  error?: unknown
}

/** Shows what an agent would find. The question and which documents count are part of the address. */
export function SearchTest({ sourceId }: { sourceId: string }) {
  const { knowledge, general } = useWords()
  const [search, setSearch] = useFilter('search')
  const [where, setWhere] = useFilter('where')
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  useEffect(() => {
    if (search === '') return setOutcome(null)
    let isCurrent = true
    const show = (next: Outcome) => isCurrent && setOutcome(next)
    setOutcome({})
    client.sources.search({ query: search, sourceIds: [sourceId], where: conditionsIn(where) }).then(
      ({ items, warning }) => show({ hits: items, warning }),
      (error: unknown) => show({ error }),
    )
    return () => {
      isCurrent = false
    }
  }, [search, where, sourceId])

  return (
    <section>
      <Title order={2} size="h4" mt="xl" mb={4}>
        {knowledge.searchTest}
      </Title>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          setSearch(String(new FormData(event.currentTarget).get('search')).trim())
        }}
      >
        <Group align="flex-end" gap="xs" wrap="nowrap">
          <TextInput
            flex={1}
            name="search"
            type="search"
            label={knowledge.searchHint}
            labelProps={{ fw: 400, c: 'var(--quiet)' }}
            defaultValue={search}
            maxLength={2000}
            leftSection={<SearchIcon size={16} />}
          />
          <Button type="submit" variant="default">
            {general.search}
          </Button>
        </Group>
      </form>
      <Group mt="xs">
        <FilterChoice
          sourceId={sourceId}
          value={conditionsIn(where)}
          onChange={(conditions) => setWhere(conditions.length === 0 ? '' : JSON.stringify(conditions))}
        />
      </Group>
      {outcome && <SearchOutcome outcome={outcome} />}
    </section>
  )
}

function SearchOutcome({ outcome: { hits, warning, error } }: { outcome: Outcome }) {
  const { knowledge } = useWords()
  if (error !== undefined) return <Failure error={error} />
  if (!hits) return <Rows count={3} height={90} />
  return (
    <>
      {warning && (
        <Alert color="yellow" mt="md" role="status">
          {wordsOf(knowledge.searchWarnings, warning, knowledge.otherSearchWarning)}
        </Alert>
      )}
      {hits.length === 0 ? (
        <Text mt="md" c="var(--quiet)" role="status">
          {knowledge.searchNone}
        </Text>
      ) : (
        <HitList hits={hits} />
      )}
    </>
  )
}
