import { Select } from '@mantine/core'
import type { InboxFilter } from '../inbox-filter.ts'
import { useResource } from '../../../data/use-resource.ts'
import { resource } from '../../../data/resource.ts'
import { navigate } from '../../../routing/location.ts'
import { useInboxMessages } from '../../../messages/inbox/inbox-messages.ts'
import { inboxEnd } from '../inbox-filter.ts'

/** Leaves what one operator has. Where only one is there, or nobody can have any, there is nothing to choose. */
export function AssigneeFilter({ filter, here }: { filter: InboxFilter; here: string }) {
  const t = useInboxMessages()
  const items = useResource(resource('inbox.members')).value?.items ?? []
  if (filter.view !== 'all' || (items.length < 2 && filter.memberId === undefined)) return null
  const all = ''
  return (
    <Select
      size="xs"
      mt={6}
      searchable={items.length > 8}
      aria-label={t.assignee}
      data={[{ value: all, label: t.anybody }, ...items.map(({ id, name }) => ({ value: id, label: name }))]}
      value={filter.memberId ?? all}
      onChange={(next) => navigate(here + inboxEnd({ ...filter, memberId: next || undefined }))}
      allowDeselect={false}
    />
  )
}
