import { Badge, Button, Stack, Text, Title } from '@mantine/core'
import type { Session } from '#contract/shapes/people.ts'
import { client } from '../../../data/console-client.ts'
import { invalidate } from '../../../data/cache.ts'
import { useResource } from '../../../data/use-resource.ts'
import { all } from '../../../data/resource.ts'
import { ResourceView } from '../../../ui/resource-view.tsx'
import { toast } from '../../../ui/toasts.ts'
import { Timestamp } from '../../../ui/timestamp.tsx'
import { faultSentence } from '../../../messages/fault-sentence.ts'
import { useMessages } from '../../../messages/messages.tsx'
import { deviceName } from '../device-name.ts'
import classes from '../../../ui/settings.module.css'

/** Every device where one is signed in, this one first. */
export function Sessions() {
  const { people } = useMessages()
  return (
    <Stack>
      <Title order={2} size="h4">
        {people.sessions}
      </Title>
      <ResourceView of={useResource(all('account.sessions'))}>
        {({ items }) => (
          <ul className={classes.keys}>
            {items
              .toSorted((a, b) => Number(b.isCurrent) - Number(a.isCurrent))
              .map((session) => (
                <SessionRow key={session.id} session={session} />
              ))}
          </ul>
        )}
      </ResourceView>
    </Stack>
  )
}

function SessionRow({ session }: { session: Session }) {
  const t = useMessages()
  const { people } = t
  const device = deviceName(session.userAgent, people)
  const end = async () => {
    try {
      await client.account.endSession(session.id)
      invalidate('session')
      toast({ text: people.signedOut(device) })
    } catch (error) {
      toast({ text: faultSentence(error, t), isFailure: true })
    }
  }
  return (
    <li className={classes.key}>
      <div className={classes.key_facts}>
        <Text fw={600} title={session.userAgent ?? undefined}>
          {device}{' '}
          {session.isCurrent && (
            <Badge component="span" variant="light" size="sm">
              {people.thisDevice}
            </Badge>
          )}
        </Text>
        <Text size="xs" c="var(--quiet)">
          {session.address && `${session.address} · `}
          {people.signedInSince} <Timestamp at={session.createdAt} />
          {session.lastSeenAt && (
            <>
              {' · '}
              {people.lastActive} <Timestamp at={session.lastSeenAt} />
            </>
          )}
        </Text>
      </div>
      {!session.isCurrent && (
        <Button size="xs" variant="default" aria-label={people.signOutOf(device)} onClick={end}>
          {people.signOutThere}
        </Button>
      )}
    </li>
  )
}
