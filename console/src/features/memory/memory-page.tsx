import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Memory } from '#contract/shapes/memory.ts'
import { useStore } from '../../data/store.ts'
import { removing } from '../../ui/removals.ts'
import { useResource } from '../../data/use-resource.ts'
import { pages } from '../../data/resource.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PlusIcon, SearchIcon, ReasoningIcon } from '../../ui/icons.tsx'
import { ResourceView, SkeletonRows } from '../../ui/resource-view.tsx'
import { useFilter } from '../../routing/location.ts'
import { useMay } from '../../data/me.ts'
import { useMemoryMessages } from '../../messages/memory/memory-messages.ts'
import { ConsentSwitch } from './consent-switch.tsx'
import { MemoryDialog } from './memory-dialog.tsx'
import { MemoryFilters } from './memory-filters.tsx'
import { MemoryList } from './memory-list.tsx'
import { MemoryMenu } from './memory-menu.tsx'
import { everythingOf } from './everything-of.ts'

/** What agents remember of whoever is signed in. What is shown is part of the address. */
export function MemoryPage() {
  const { memory } = useMemoryMessages()
  const [agentId] = useFilter('agent')
  const [search] = useFilter('search')
  const [edited, setEdited] = useState<Memory | 'new' | null>(null)
  const hidden = useStore(removing)
  const mayWrite = useMay()('memory:write')
  const filter = { agentId, search }
  const held = useResource(pages('memory.list', filter))
  const add = mayWrite && (
    <Button leftSection={<PlusIcon />} onClick={() => setEdited('new')}>
      {memory.add}
    </Button>
  )
  const isGone = ({ id, agentId: knownBy }: Memory) =>
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
      <ConsentSwitch isDisabled={!mayWrite} />
      <MemoryFilters />
      <ResourceView of={held} skeleton={<SkeletonRows count={5} height={64} />}>
        {(page) => {
          const shown = page.items.filter((item) => !isGone(item))
          if (shown.length > 0)
            return (
              <MemoryList
                page={{ ...page, items: shown }}
                held={page}
                filter={filter}
                onEdit={mayWrite ? setEdited : null}
              />
            )
          return agentId || search ? (
            <EmptyState icon={SearchIcon} title={memory.noneFound} hint={memory.noneFoundHint} />
          ) : (
            <EmptyState icon={ReasoningIcon} title={memory.none} hint={memory.noneHint} />
          )
        }}
      </ResourceView>
      {edited !== null && (
        <MemoryDialog
          item={edited === 'new' ? null : edited}
          agentId={agentId}
          onClose={() => setEdited(null)}
        />
      )}
    </Stack>
  )
}
