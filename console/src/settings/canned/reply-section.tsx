import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { CannedReply } from '#contract/shapes/canned.ts'
import { canned, cannedReplies } from '../../data/canned-resources.ts'
import { useResource } from '../../data/use-resource.ts'
import { Empty } from '../../look/empty.tsx'
import { PlusIcon, SearchIcon, TextIcon } from '../../look/icons.tsx'
import { Loaded } from '../../look/loaded.tsx'
import { useFilter } from '../../routing/location.ts'
import { useCannedWords } from '../../words/canned/canned-words.ts'
import { KeptList } from './kept-list.tsx'
import { ReplyDialog } from './reply-dialog.tsx'

/** The canned replies. What is searched is part of the address. */
export function ReplySection() {
  const words = useCannedWords()
  const [search, setSearch] = useFilter('search')
  const [edited, setEdited] = useState<CannedReply | 'new' | null>(null)
  const held = useResource(cannedReplies(search))
  const add = (
    <Button leftSection={<PlusIcon />} onClick={() => setEdited('new')}>
      {words.add}
    </Button>
  )
  return (
    <Stack gap="md">
      <Text c="var(--quiet)">
        {words.intro} {words.placeholders}
      </Text>
      <Group>
        <TextInput
          flex={1}
          miw={160}
          type="search"
          aria-label={words.search}
          placeholder={words.search}
          leftSection={<SearchIcon size={16} />}
          value={search}
          maxLength={60}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        {add}
      </Group>
      <Loaded of={held}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty
              icon={TextIcon}
              title={search === '' ? words.none : words.noneFound}
              hint={search === '' ? words.noneHint : words.noneFoundHint}
            />
          ) : (
            <KeptList
              items={items.map((one) => ({ ...one, detail: one.text, edit: () => setEdited(one) }))}
              remove={canned.removeReply}
            />
          )
        }
      </Loaded>
      {edited !== null && (
        <ReplyDialog reply={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
    </Stack>
  )
}
