import { Group, Select, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import type { ContactFilters } from './contact-filters.ts'
import { useResource } from '../../data/use-resource.ts'
import { resource } from '../../data/resource.ts'
import { SearchIcon } from '../../ui/icons.tsx'
import { useFilter } from '../../routing/location.ts'
import { useContactMessages } from './contact-messages.ts'

const TYPING_MS = 250

/** Search, whether they are blocked, and what is noted of them; each is part of the address. */
export function ContactFilterFields({ filters }: { filters: ContactFilters }) {
  const t = useContactMessages()
  const [, setBlocked] = useFilter('blocked')
  const [, setAttribute] = useFilter('attribute')
  const attributes = useResource(resource('contacts.attributes')).value?.items ?? []
  return (
    <Group gap="sm" mb="md">
      <Typed filter="search" label={t.search} value={filters.search ?? ''} isSearch />
      <Select
        aria-label={t.show}
        data={[
          { value: '', label: t.everybody },
          { value: 'hide', label: t.welcome },
          { value: 'only', label: t.blockedOnly },
        ]}
        value={filters.blocked ?? ''}
        onChange={(blocked) => setBlocked(blocked ?? '')}
        allowDeselect={false}
        flex="1 1 9rem"
        maw={220}
      />
      {attributes.length > 0 && (
        <Select
          aria-label={t.attributes}
          data={[
            { value: '', label: t.anyAttribute },
            ...attributes.map(({ key }) => ({ value: key, label: key })),
          ]}
          value={filters.attribute ?? ''}
          onChange={(attribute) => setAttribute(attribute ?? '')}
          allowDeselect={false}
          flex="1 1 9rem"
          maw={220}
        />
      )}
      {filters.attribute && <Typed filter="value" label={t.anyValue} value={filters.value ?? ''} />}
    </Group>
  )
}

interface TypedProps {
  /** Its name in the address. */
  filter: string
  label: string
  value: string
  isSearch?: boolean
}

function Typed({ filter, label, value, isSearch = false }: TypedProps) {
  const [, set] = useFilter(filter)
  const [typed, setTyped] = useState(value)
  const say = useDebouncedCallback(set, TYPING_MS)
  useEffect(() => {
    if (value === '') setTyped('')
  }, [value])
  return (
    <TextInput
      type={isSearch ? 'search' : 'text'}
      aria-label={label}
      placeholder={label}
      leftSection={isSearch ? <SearchIcon size={16} /> : undefined}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        say(event.currentTarget.value.trim())
      }}
      maxLength={200}
      flex={isSearch ? '3 1 14rem' : '1 1 9rem'}
    />
  )
}
