import { Select } from '@mantine/core'
import type { InboxFilter } from '../inbox-filter.ts'
import { useResource } from '../../../data/use-resource.ts'
import { resource } from '../../../data/resource.ts'
import { navigate } from '../../../routing/location.ts'
import { useInboxMessages } from '../../../messages/inbox/inbox-messages.ts'
import { inboxEnd } from '../inbox-filter.ts'

/** Leaves the conversations of one team. Where there are not two, there is nothing to choose. */
export function TeamFilter({ filter, here }: { filter: InboxFilter; here: string }) {
  const t = useInboxMessages()
  const items = useResource(resource('teams.list')).value?.items ?? []
  if (items.length < 2 && filter.teamId === undefined) return null
  const all = ''
  return (
    <Select
      size="xs"
      mt={6}
      aria-label={t.team}
      data={[{ value: all, label: t.allTeams }, ...items.map(({ id, name }) => ({ value: id, label: name }))]}
      value={filter.teamId ?? all}
      onChange={(next) => navigate(here + inboxEnd({ ...filter, teamId: next || undefined }))}
      allowDeselect={false}
    />
  )
}
