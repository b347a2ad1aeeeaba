import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { CannedReply } from '#contract/shapes/canned.ts'
import { client } from '../../../data/console-client.ts'
import { useResource } from '../../../data/use-resource.ts'
import { pages } from '../../../data/resource.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { PlusIcon, SearchIcon, TextIcon } from '../../../ui/icons.tsx'
import { ResourceView } from '../../../ui/resource-view.tsx'
import { useFilter } from '../../../routing/location.ts'
import { useCannedMessages } from '../../../messages/canned/canned-messages.ts'
import { SavedList } from './saved-list.tsx'
import { ReplyDialog } from './reply-dialog.tsx'

/** The canned replies. What is searched is part of the address. */
export function ReplySection() {
  const t = useCannedMessages()
  const [search, setSearch] = useFilter('search')
  const [edited, setEdited] = useState<CannedReply | 'new' | null>(null)
  const held = useResource(pages('cannedReplies.list', { search }))
  const add = (
    <Button leftSection={<PlusIcon />} onClick={() => setEdited('new')}>
      {t.add}
    </Button>
  )
  return (
    <Stack gap="md">
      <Text c="var(--quiet)">
        {t.intro} {t.placeholders}
      </Text>
      <Group>
        <TextInput
          flex={1}
          miw={160}
          type="search"
          aria-label={t.search}
          placeholder={t.search}
          leftSection={<SearchIcon size={16} />}
          value={search}
          maxLength={60}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        {add}
      </Group>
      <ResourceView of={held}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              icon={TextIcon}
              title={search === '' ? t.none : t.noneFound}
              hint={search === '' ? t.noneHint : t.noneFoundHint}
            />
          ) : (
            <SavedList
              items={items.map((one) => ({ ...one, detail: one.text, edit: () => setEdited(one) }))}
              remove={(id, options) => client.cannedReplies.remove(id, {}, options)}
            />
          )
        }
      </ResourceView>
      {edited !== null && (
        <ReplyDialog reply={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
    </Stack>
  )
}
