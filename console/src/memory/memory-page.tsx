import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Fact } from '#contract/shapes/fact.ts'
import { useCell } from '../data/cell.ts'
import { facts } from '../data/memory-resources.ts'
import { removing } from '../data/removals.ts'
import { useResource } from '../data/use-resource.ts'
import { Empty } from '../look/empty.tsx'
import { PlusIcon, SearchIcon, ThoughtIcon } from '../look/icons.tsx'
import { Loaded, Rows } from '../look/loaded.tsx'
import { useFilter } from '../routing/location.ts'
import { useMay } from '../shell/me.ts'
import { useMemoryWords } from '../words/memory/memory-words.ts'
import { ChoiceSwitch } from './choice-switch.tsx'
import { FactDialog } from './fact-dialog.tsx'
import { FactFilters } from './fact-filters.tsx'
import { FactList } from './fact-list.tsx'
import { MemoryMenu } from './memory-menu.tsx'
import { everythingOf } from './everything-of.ts'

/** What agents remember of whoever is signed in. What is shown is part of the address. */
export function MemoryPage() {
  const { memory } = useMemoryWords()
  const [agentId] = useFilter('agent')
  const [search] = useFilter('search')
  const [edited, setEdited] = useState<Fact | 'new' | null>(null)
  const hidden = useCell(removing)
  const mayWrite = useMay()('memory:write')
  const filter = { agentId, search }
  const held = useResource(facts(filter))
  const add = mayWrite && (
    <Button leftSection={<PlusIcon />} onClick={() => setEdited('new')}>
      {memory.add}
    </Button>
  )
  const isGone = ({ id, agentId: knownBy }: Fact) =>
    [id, everythingOf(''), everythingOf(knownBy)].some((removed) => hidden.has(removed))
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-start">
        <Text c="var(--quiet)" flex="1 1 14rem">
          {memory.intro}
        </Text>
        <Group gap="xs">
          {add}
          <MemoryMenu filter={filter} mayWrite={mayWrite} />
        </Group>
      </Group>
      <ChoiceSwitch isDisabled={!mayWrite} />
      <FactFilters />
      <Loaded of={held} skeleton={<Rows count={5} height={64} />}>
        {(page) => {
          const shown = page.items.filter((fact) => !isGone(fact))
          if (shown.length > 0)
            return (
              <FactList
                page={{ ...page, items: shown }}
                held={page}
                filter={filter}
                onEdit={mayWrite ? setEdited : null}
              />
            )
          return agentId || search ? (
            <Empty icon={SearchIcon} title={memory.noneFound} hint={memory.noneFoundHint} />
          ) : (
            <Empty icon={ThoughtIcon} title={memory.none} hint={memory.noneHint} />
          )
        }}
      </Loaded>
      {edited !== null && (
        <FactDialog
          fact={edited === 'new' ? null : edited}
          agentId={agentId}
          onClose={() => setEdited(null)}
        />
      )}
    </Stack>
  )
}
