import { Group, Select, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useState } from 'react'
import type { MemberRole } from '#contract/shapes/people.ts'
import { SearchIcon } from '../../../ui/icons.tsx'
import { useFilter } from '../../../routing/location.ts'
import { useMessages } from '../../../messages/messages.tsx'
import { memberRoles } from './member-roles.ts'

const TYPING_MS = 250

export interface MemberFilter {
  search: string
  role: MemberRole | ''
  state: 'active' | 'suspended' | ''
}

/** Search, role and state; each is part of the address. */
export function MemberFilters({ filter }: { filter: MemberFilter }) {
  const { people, settings } = useMessages()
  const [, setSearch] = useFilter('search')
  const [, setRole] = useFilter('role')
  const [, setState] = useFilter('state')
  const [typed, setTyped] = useState(filter.search)
  const search = useDebouncedCallback(setSearch, TYPING_MS)
  return (
    <Group gap="sm">
      <TextInput
        type="search"
        aria-label={people.search}
        placeholder={people.search}
        leftSection={<SearchIcon size={16} />}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          search(event.currentTarget.value.trim())
        }}
        maxLength={200}
        flex="3 1 14rem"
      />
      <Select
        aria-label={people.changeRole}
        data={[
          { value: '', label: people.anyRole },
          ...memberRoles.map((role) => ({ value: role, label: settings.roles[role] })),
        ]}
        value={filter.role}
        onChange={(role) => setRole(role ?? '')}
        allowDeselect={false}
        flex="1 1 9rem"
        maw={220}
      />
      <Select
        aria-label={people.anyState}
        data={[
          { value: '', label: people.anyState },
          { value: 'active', label: people.active },
          { value: 'suspended', label: people.suspended },
        ]}
        value={filter.state}
        onChange={(state) => setState(state ?? '')}
        allowDeselect={false}
        flex="1 1 9rem"
        maw={220}
      />
    </Group>
  )
}
