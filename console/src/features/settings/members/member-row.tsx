import { Avatar, Badge, Group, Text } from '@mantine/core'
import type { Member } from '#contract/shapes/people.ts'
import { Timestamp } from '../../../ui/timestamp.tsx'
import { useMe } from '../../../data/me.ts'
import { useMessages } from '../../../messages/messages.tsx'
import { MemberMenu } from './member-menu.tsx'
import classes from './members.module.css'
import { isSelf } from './member-roles.ts'

/** One member: who they are, what they may do, when they were here. */
export function MemberRow({ member }: { member: Member }) {
  const { people, settings } = useMessages()
  const me = useMe()
  return (
    <li className={classes.row} data-suspended={member.isSuspended || undefined}>
      <Avatar name={member.name} color="initials" size={36} aria-hidden="true" />
      <div className={classes.facts}>
        <Text fw={600} component="div">
          {member.name}
          {isSelf(me, member) && (
            <Text span size="sm" c="var(--quiet)">
              {' '}
              ({people.you})
            </Text>
          )}
        </Text>
        <Text size="sm" c="var(--quiet)">
          {member.email}
        </Text>
        <Text size="xs" c="var(--quiet)">
          {member.lastSeenAt ? (
            <>
              {people.lastSeen}: <Timestamp at={member.lastSeenAt} />
            </>
          ) : (
            people.neverSeen
          )}
        </Text>
      </div>
      <Group gap={6} className={classes.marks}>
        {member.isSuspended && (
          <Badge color="red" variant="outline">
            {people.suspended}
          </Badge>
        )}
        {member.isPlatformAdmin && <Badge variant="outline">{people.platformAdmin}</Badge>}
        <Badge variant="light">{settings.roles[member.role]}</Badge>
      </Group>
      <MemberMenu member={member} />
    </li>
  )
}
