import { Select } from '@mantine/core'
import type { DeskFilter } from '../../data/desk-resources.ts'
import { teams } from '../../data/team-resources.ts'
import { useResource } from '../../data/use-resource.ts'
import { navigate } from '../../routing/location.ts'
import { useInboxWords } from '../../words/inbox/inbox-words.ts'
import { inboxEnd } from '../inbox-filter.ts'

/** Leaves the conversations of one team. Where there are not two, there is nothing to choose. */
export function TeamFilter({ filter, here }: { filter: DeskFilter; here: string }) {
  const inbox = useInboxWords()
  const items = useResource(teams).value?.items ?? []
  if (items.length < 2 && filter.teamId === undefined) return null
  const all = ''
  return (
    <Select
      size="xs"
      mt={6}
      aria-label={inbox.team}
      data={[
        { value: all, label: inbox.allTeams },
        ...items.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      value={filter.teamId ?? all}
      onChange={(next) => navigate(here + inboxEnd({ ...filter, teamId: next || undefined }))}
      allowDeselect={false}
    />
  )
}
