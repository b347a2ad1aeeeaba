import { Button, Group, Select, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import type { AuditEntry, AuditFilters } from '#contract/shapes/audit.ts'
import { useResource } from '../../../data/use-resource.ts'
import { pages } from '../../../data/resource.ts'
import { CloseIcon } from '../../../ui/icons.tsx'
import { navigate, useFilter } from '../../../routing/location.ts'
import { to } from '../../../routing/route.ts'
import { useAuditMessages } from '../../../messages/audit/audit-messages.ts'
import classes from './audit.module.css'

interface AuditFilterFieldsProps {
  filters: AuditFilters
  /** What is shown: names for those who are no members any more. */
  entries: readonly AuditEntry[]
}

/** What, who, and when; each is part of the address. */
export function AuditFilterFields({ filters, entries }: AuditFilterFieldsProps) {
  const { audit } = useAuditMessages()
  const [type, setType] = useFilter('type')
  const [from, setFrom] = useFilter('from')
  const [until, setUntil] = useFilter('to')
  const [subject, setSubject] = useFilter('subject')
  const kinds = Object.entries(audit.kinds).map(([value, label]) => ({ value, label }))
  const isFiltered = Object.values(filters).some((value) => value !== undefined)
  const subjectName = entries.find(({ facts }) => Object.values(facts).includes(subject))?.subject ?? '…'
  return (
    <Group gap="sm" align="flex-end">
      <Select
        label={audit.what}
        data={[{ value: '', label: audit.everything }, ...kinds]}
        value={audit.kinds[type] ? type : ''}
        onChange={(next) => setType(next ?? '')}
        allowDeselect={false}
        className={classes.field}
      />
      <ActorField chosen={filters.actorId} entries={entries} />
      <TextInput
        type="date"
        label={audit.from}
        value={from}
        max={until || undefined}
        onChange={(event) => setFrom(event.currentTarget.value)}
        className={classes.field}
      />
      <TextInput
        type="date"
        label={audit.to}
        value={until}
        min={from || undefined}
        onChange={(event) => setUntil(event.currentTarget.value)}
        className={classes.field}
      />
      {filters.subjectId && (
        <Button variant="light" rightSection={<CloseIcon size={14} />} onClick={() => setSubject('')}>
          {audit.subjectOnly(subjectName)}
        </Button>
      )}
      {isFiltered && (
        <Button variant="subtle" onClick={() => navigate(to.settings('audit-log'), { replace: true })}>
          {audit.clear}
        </Button>
      )}
    </Group>
  )
}

interface ActorFieldProps {
  chosen: string | undefined
  entries: readonly AuditEntry[]
}

/** Somebody among the members, found by name; whoever is chosen stays, also when they are gone. */
function ActorField({ chosen, entries }: ActorFieldProps) {
  const { audit } = useAuditMessages()
  const [, setActor] = useFilter('actor')
  const [typed, setTyped] = useState('')
  const [search] = useDebouncedValue(typed, 250)
  const found = useResource(pages('people.members', { search, role: '', state: '' })).value?.items ?? []
  const isFound = found.some(({ id }) => id === chosen)
  const name = entries.find(({ actor }) => actor.id === chosen)?.actor.name ?? '…'
  return (
    <Select
      label={audit.who}
      placeholder={audit.everybody}
      data={[
        ...(chosen && !isFound ? [{ value: chosen, label: name }] : []),
        ...found.map(({ id, name: label }) => ({ value: id, label })),
      ]}
      // Found by the server, also by address.
      filter={({ options }) => options}
      value={chosen ?? null}
      onChange={(next) => setActor(next ?? '')}
      onSearchChange={(text) => setTyped(found.some((member) => member.name === text) ? '' : text.trim())}
      searchable
      clearable
      className={classes.field}
    />
  )
}
