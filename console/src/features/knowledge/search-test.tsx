import { Alert, Button, Group, Text, TextInput, Title } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { Hit, SearchWarning } from '#contract/shapes/knowledge.ts'
import { client } from '../../data/console-client.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { SearchIcon } from '../../ui/icons.tsx'
import { SkeletonRows } from '../../ui/resource-view.tsx'
import { useFilter } from '../../routing/location.ts'
import { messageFor } from '../../messages/message-for.ts'
import { useMessages } from '../../messages/messages.tsx'
import { conditionsIn } from './filter/condition-entry.ts'
import { FilterChoice } from './filter/filter-choice.tsx'
import { HitList } from './evals/hit-list.tsx'

interface Outcome {
  hits?: Hit[]
  warning?: SearchWarning | null
  error?: unknown
}

/** Shows what an agent would find. The question and which documents count are part of the address. */
export function SearchTest({ knowledgeBaseId }: { knowledgeBaseId: string }) {
  const { knowledge, general } = useMessages()
  const [search, setSearch] = useFilter('search')
  const [where, setWhere] = useFilter('where')
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  useEffect(() => {
    if (search === '') return setOutcome(null)
    let isCurrent = true
    const show = (next: Outcome) => isCurrent && setOutcome(next)
    setOutcome({})
    client.knowledgeBases
      .search({ query: search, knowledgeBaseIds: [knowledgeBaseId], where: conditionsIn(where) })
      .then(
        ({ items, warning }) => show({ hits: items, warning }),
        (error: unknown) => show({ error }),
      )
    return () => {
      isCurrent = false
    }
  }, [search, where, knowledgeBaseId])

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
          knowledgeBaseId={knowledgeBaseId}
          value={conditionsIn(where)}
          onChange={(conditions) => setWhere(conditions.length === 0 ? '' : JSON.stringify(conditions))}
        />
      </Group>
      {outcome && <SearchOutcome outcome={outcome} />}
    </section>
  )
}

function SearchOutcome({ outcome: { hits, warning, error } }: { outcome: Outcome }) {
  const { knowledge } = useMessages()
  if (error !== undefined) return <ErrorState error={error} />
  if (!hits) return <SkeletonRows count={3} height={90} />
  return (
    <>
      {warning && (
        <Alert color="yellow" mt="md" role="status">
          {messageFor(knowledge.searchWarnings, warning, knowledge.otherSearchWarning)}
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
