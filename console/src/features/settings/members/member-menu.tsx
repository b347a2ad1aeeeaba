import { Menu, Text } from '@mantine/core'
import { useState } from 'react'
import type { Member, MemberRole } from '#contract/shapes/people.ts'
import { client } from '../../../data/console-client.ts'
import { invalidate } from '../../../data/cache.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { MoreIcon } from '../../../ui/icons.tsx'
import { toast } from '../../../ui/toasts.ts'
import { Link } from '../../../routing/link.tsx'
import { to } from '../../../routing/route.ts'
import { useMay, useMe } from '../../../data/me.ts'
import { faultSentence } from '../../../messages/fault-sentence.ts'
import { useMessages } from '../../../messages/messages.tsx'
import classes from './members.module.css'
import { isSelf, mayChange, rolesFor } from './member-roles.ts'
import { RemoveDialog } from './remove-dialog.tsx'

/** What can be done with a member. A change can be taken back; a removal says first what it means. */
export function MemberMenu({ member }: { member: Member }) {
  const t = useMessages()
  const { people, settings } = t
  const me = useMe()
  const mayBudget = useMay()('budget:manage')
  const mayManage = useMay()('member:manage')
  const [isRemoving, setRemoving] = useState(false)
  const roles = rolesFor(me, member)
  const isOwn = isSelf(me, member)
  const isBelow = mayChange(me, member)
  if (!mayManage || !(isOwn || isBelow)) return <span className={classes.no_menu} />

  const set = async (
    change: { role?: MemberRole; isSuspended?: boolean },
    message: string,
    undo?: () => void,
  ) => {
    try {
      await client.people.changeMember(member.id, change)
      invalidate('member')
      toast({ text: message, ...(undo && { undo }) })
    } catch (error) {
      toast({ text: faultSentence(error, t), isFailure: true })
    }
  }
  const give = (role: MemberRole, former?: MemberRole) =>
    set(
      { role },
      people.roleGiven(member.name, settings.roles[role]),
      // Whoever lowers themselves cannot raise themselves again.
      former && !isOwn ? () => void give(former) : undefined,
    )
  const suspend = (isSuspended: boolean, mayUndo = true): Promise<void> =>
    set(
      { isSuspended },
      isSuspended ? people.isSuspended(member.name) : people.isRestored(member.name),
      mayUndo ? () => void suspend(!isSuspended, false) : undefined,
    )
  return (
    <>
      <Menu width={300}>
        <Menu.Target>
          <IconButton label={people.actionsFor(member.name)} icon={MoreIcon} />
        </Menu.Target>
        <Menu.Dropdown>
          {roles.length > 0 && <Menu.Label>{people.changeRole}</Menu.Label>}
          {roles.map((role) => (
            <Menu.Item key={role} onClick={() => void give(role, member.role)}>
              {settings.roles[role]}
              <Text size="xs" c="var(--quiet)">
                {people.roleHints[role]}
              </Text>
            </Menu.Item>
          ))}
          {roles.length > 0 && <Menu.Divider />}
          {mayBudget && (
            <Menu.Item component={Link} href={to.budgetsOf('member', member.id)}>
              {settings.budgets}
            </Menu.Item>
          )}
          {isBelow && (
            <Menu.Item onClick={() => void suspend(!member.isSuspended)}>
              {member.isSuspended ? people.restore : people.suspend}
            </Menu.Item>
          )}
          <Menu.Item color="red" onClick={() => setRemoving(true)}>
            {isOwn ? people.leave : people.remove}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <RemoveDialog member={member} isOpen={isRemoving} onClose={() => setRemoving(false)} />
    </>
  )
}
