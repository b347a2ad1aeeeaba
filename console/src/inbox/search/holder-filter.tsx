import { Select } from '@mantine/core'
import { type DeskFilter, deskMembers } from '../../data/desk-resources.ts'
import { useResource } from '../../data/use-resource.ts'
import { navigate } from '../../routing/location.ts'
import { useInboxWords } from '../../words/inbox/inbox-words.ts'
import { inboxEnd } from '../inbox-filter.ts'

/** Leaves what one person of the desk has. Where only one is there, or nobody can have any, there is nothing to choose. */
export function HolderFilter({ filter, here }: { filter: DeskFilter; here: string }) {
  const inbox = useInboxWords()
  const items = useResource(deskMembers).value?.items ?? []
  if (filter.tab !== 'all' || (items.length < 2 && filter.memberId === undefined)) return null
  const all = ''
  return (
    <Select
      size="xs"
      mt={6}
      searchable={items.length > 8}
      aria-label={inbox.holder}
      data={[
        { value: all, label: inbox.anybody },
        ...items.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      value={filter.memberId ?? all}
      onChange={(next) => navigate(here + inboxEnd({ ...filter, memberId: next || undefined }))}
      allowDeselect={false}
    />
  )
}
