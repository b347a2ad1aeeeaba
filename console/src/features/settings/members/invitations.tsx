import { Button, Stack, Text, Title } from '@mantine/core'
import type { Invitation } from '#contract/shapes/people.ts'
import { client } from '../../../data/console-client.ts'
import { useStore } from '../../../data/store.ts'
import { removeWithUndo, removing } from '../../../ui/removals.ts'
import { useResource } from '../../../data/use-resource.ts'
import { all } from '../../../data/resource.ts'
import { toast } from '../../../ui/toasts.ts'
import { Timestamp } from '../../../ui/timestamp.tsx'
import { faultSentence } from '../../../messages/fault-sentence.ts'
import { useMessages } from '../../../messages/messages.tsx'
import classes from './members.module.css'

/** Invitations that nobody has accepted yet; nothing at all when there are none. */
export function Invitations() {
  const { people } = useMessages()
  const open = useResource(all('people.invitations')).value
  const hidden = useStore(removing)
  const shown = open?.items.filter(({ id }) => !hidden.has(id)) ?? []
  if (shown.length === 0) return null
  return (
    <Stack gap="xs">
      <Title order={2} size="h5">
        {people.invitations}
      </Title>
      <ul className={classes.list} aria-label={people.invitations}>
        {shown.map((invitation) => (
          <InvitationRow key={invitation.id} invitation={invitation} />
        ))}
      </ul>
    </Stack>
  )
}

function InvitationRow({ invitation }: { invitation: Invitation }) {
  const t = useMessages()
  const { people, settings } = t
  const { id, email, role, expiresAt } = invitation
  const takeBack = () =>
    removeWithUndo({
      id,
      message: people.takenBack(email),
      remove: () => client.people.revokeInvitation(id),
      onFailure: (error) => toast({ text: faultSentence(error, t), isFailure: true }),
    })
  return (
    <li className={classes.row}>
      <div className={classes.facts}>
        <Text fw={600}>{email}</Text>
        <Text size="xs" c="var(--quiet)">
          {people.invitedAs(settings.roles[role])} · {people.expires} <Timestamp at={expiresAt} />
        </Text>
      </div>
      <Button size="xs" variant="default" aria-label={people.takeBackOf(email)} onClick={takeBack}>
        {people.takeBack}
      </Button>
    </li>
  )
}
