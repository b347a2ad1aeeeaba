import { Alert, Button, Group, Select, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import type { Project, ProjectMember, ProjectRole } from '#contract/shapes/project.ts'
import { client } from '../../../data/console-client.ts'
import { invalidate } from '../../../data/cache.ts'
import { useResource } from '../../../data/use-resource.ts'
import { pages, resource } from '../../../data/resource.ts'
import { ErrorState } from '../../../ui/error-state.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { CloseIcon } from '../../../ui/icons.tsx'
import { ResourceView, SkeletonRows } from '../../../ui/resource-view.tsx'
import { useFormSubmit } from '../../../ui/use-form-submit.ts'
import { useMay, useMe } from '../../../data/me.ts'
import { useProjectMessages } from '../../../messages/projects/project-messages.ts'
import own from './projects.module.css'

/** Who works in a project, what each may do there, and what somebody who is added gets to see. */
export function ProjectMembers({ project }: { project: Project }) {
  const { projects: t } = useProjectMessages()
  const may = useMay()
  const list = useResource(resource('projects.members', project.id))
  const isOwner = project.role === 'owner'
  return (
    <Stack component="section" gap="sm" aria-label={t.people}>
      <div>
        <Title order={2} size="h5">
          {t.people}
        </Title>
        <Text size="sm" c="var(--quiet)">
          {t.peopleHint}
        </Text>
      </div>
      <ResourceView of={list} skeleton={<SkeletonRows count={2} height={44} />}>
        {({ items }) => (
          <>
            <ul className={own.people}>
              {items.map((member) => (
                <Person key={member.memberId} project={project} member={member} all={items} />
              ))}
            </ul>
            {isOwner && may('project:share') && <AddPerson project={project} all={items} />}
          </>
        )}
      </ResourceView>
    </Stack>
  )
}

interface PersonProps {
  project: Project
  member: ProjectMember
  all: readonly ProjectMember[]
}

function Person({ project, member: { memberId, name, role }, all }: PersonProps) {
  const { projects: t } = useProjectMessages()
  const may = useMay()
  const isSelf = useMe().actor.id === memberId
  const isLastOwner = role === 'owner' && all.filter((one) => one.role === 'owner').length === 1
  const mayChange = project.role === 'owner' && !isLastOwner
  const { error, isBusy, submit } = useFormSubmit(async () => {
    await client.projects.removeMember(project.id, memberId)
    invalidate('project')
  })
  const changing = useRoleChange(project.id, memberId)
  return (
    <li className={own.person}>
      <span className={own.person_name} dir="auto">
        {isSelf ? t.you(name) : name}
      </span>
      {mayChange && may('project:share') ? (
        <Select
          aria-label={t.roleOf(name)}
          data={rolesIn(t)}
          value={role}
          onChange={(next) => next && void changing.change(next as ProjectRole)}
          allowDeselect={false}
          size="xs"
          w={150}
        />
      ) : (
        <Text size="sm" c="var(--quiet)">
          {t.roles[role]}
        </Text>
      )}
      {mayChange && !isSelf && (
        <IconButton label={t.takeOut(name)} icon={CloseIcon} onClick={() => void submit()} loading={isBusy} />
      )}
      {(error ?? changing.error) !== undefined && <ErrorState error={error ?? changing.error} />}
    </li>
  )
}

function useRoleChange(projectId: string, memberId: string) {
  const [error, setError] = useState<unknown>()
  const change = async (role: ProjectRole) => {
    setError(undefined)
    await client.projects.setMember(projectId, { memberId, role }).catch(setError)
    invalidate('project')
  }
  return { error, change }
}

const rolesIn = (t: { roles: Record<ProjectRole, string> }) =>
  Object.entries(t.roles).map(([value, label]) => ({ value, label }))

/** Choosing somebody says first what they will see; nothing happens before that is confirmed. */
function AddPerson({ project, all }: { project: Project; all: readonly ProjectMember[] }) {
  const { general, projects: t } = useProjectMessages()
  const [search, setSearch] = useState('')
  const [chosen, setChosen] = useState<{ id: string; name: string } | null>(null)
  const [role, setRole] = useState<ProjectRole>('editor')
  const found =
    useResource(pages('people.members', { search: search.trim(), role: '', state: 'active' })).value?.items ??
    []
  const others = found.filter(({ id }) => all.every(({ memberId }) => memberId !== id))
  const { error, isBusy, submit } = useFormSubmit(async () => {
    if (!chosen) return
    await client.projects.setMember(project.id, { memberId: chosen.id, role })
    invalidate('project')
    setChosen(null)
    setSearch('')
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Stack gap="sm">
        <Group align="flex-end" gap="sm">
          <Select
            label={t.addPerson}
            placeholder={t.searchPeople}
            data={others.map(({ id, name, email }) => ({
              value: id,
              label: name === email ? name : `${name} (${email})`,
            }))}
            value={chosen?.id ?? null}
            onChange={(id) => setChosen(others.find((one) => one.id === id) ?? null)}
            searchValue={search}
            onSearchChange={setSearch}
            filter={({ options }) => options}
            searchable
            nothingFoundMessage={t.nobodyFound}
            flex="1 1 14rem"
          />
          <Select
            label={t.role}
            data={rolesIn(t)}
            value={role}
            onChange={(next) => next && setRole(next as ProjectRole)}
            allowDeselect={false}
            w={150}
          />
        </Group>
        {chosen && (
          <Alert color="yellow" role="status">
            {t.willSee(chosen.name)} {t.rolesHint[role]}
          </Alert>
        )}
        {error !== undefined && <ErrorState error={error} />}
        <Group justify="flex-end">
          {chosen && (
            <Button variant="default" onClick={() => setChosen(null)}>
              {general.cancel}
            </Button>
          )}
          <Button type="submit" loading={isBusy} disabled={!chosen}>
            {t.add}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
