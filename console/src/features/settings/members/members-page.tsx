import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Member, MemberRole } from '#contract/shapes/people.ts'
import type { Page } from '#contract/page.ts'
import { useResource } from '../../../data/use-resource.ts'
import { pages } from '../../../data/resource.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { PersonIcon, PlusIcon } from '../../../ui/icons.tsx'
import { ResourceView } from '../../../ui/resource-view.tsx'
import { navigate, useAddress } from '../../../routing/location.ts'
import { to } from '../../../routing/route.ts'
import { useMay } from '../../../data/me.ts'
import { useMessages } from '../../../messages/messages.tsx'
import { useFormSubmit } from '../../../ui/use-form-submit.ts'
import { Invitations } from './invitations.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { MemberRow } from './member-row.tsx'
import { type MemberFilter, MemberFilters } from './member-filters.tsx'
import { memberRoles } from './member-roles.ts'
import classes from './members.module.css'

/** The people who sign in here; who may do so invites, changes and removes them. */
export function MembersPage() {
  const { people } = useMessages()
  const mayManage = useMay()('member:manage')
  const [isInviting, setInviting] = useState(false)
  const filter = useMemberFilter()
  return (
    <Stack gap="lg">
      <Group justify="space-between">
        <Text c="var(--quiet)" flex="1 1 14rem">
          {people.membersIntro}
        </Text>
        {mayManage && (
          <Button leftSection={<PlusIcon />} onClick={() => setInviting(true)}>
            {people.invite}
          </Button>
        )}
      </Group>
      {mayManage && <Invitations />}
      <MemberFilters filter={filter} />
      <ResourceView of={useResource(pages('people.members', filter))}>
        {(page) => <MemberList page={page} filter={filter} />}
      </ResourceView>
      {mayManage && <InviteDialog isOpen={isInviting} onClose={() => setInviting(false)} />}
    </Stack>
  )
}

/** What the address asks for. */
function useMemberFilter(): MemberFilter {
  const { searchParams } = useAddress()
  const role = searchParams.get('role') as MemberRole
  const state = searchParams.get('state')
  return {
    search: (searchParams.get('search') ?? '').slice(0, 200),
    role: memberRoles.includes(role) ? role : '',
    state: state === 'active' || state === 'suspended' ? state : '',
  }
}

function MemberList({ page, filter }: { page: Page<Member>; filter: MemberFilter }) {
  const { people, general } = useMessages()
  const { isBusy, submit: showMore } = useFormSubmit(() => pages('people.members', filter).more(page))
  if (page.items.length === 0)
    return (
      <EmptyState icon={PersonIcon} title={people.noneFound} hint={people.noneFoundHint}>
        <Button variant="default" onClick={() => navigate(to.settings('members'), { replace: true })}>
          {people.clearFilters}
        </Button>
      </EmptyState>
    )
  return (
    <>
      <ul className={classes.list} aria-label={people.members}>
        {page.items.map((member) => (
          <MemberRow key={member.id} member={member} />
        ))}
      </ul>
      {page.nextCursor !== null && (
        <Button variant="subtle" loading={isBusy} onClick={() => void showMore()}>
          {general.showMore}
        </Button>
      )}
    </>
  )
}
