import { Badge, Button, Stack, Text, Title } from '@mantine/core'
import type { SignIn } from '#contract/shapes/people.ts'
import { client } from '../../console-client.ts'
import { refresh } from '../../data/cache.ts'
import { signIns } from '../../data/people-resources.ts'
import { useResource } from '../../data/use-resource.ts'
import { Loaded } from '../../look/loaded.tsx'
import { toast } from '../../look/toasts.ts'
import { When } from '../../look/when.tsx'
import { faultSentence } from '../../words/fault-sentence.ts'
import { useWords } from '../../words/words.tsx'
import { deviceName } from '../device-name.ts'
import classes from '../settings.module.css'

/** Every device where one is signed in, this one first. */
export function SignIns() {
  const { people } = useWords()
  return (
    <Stack>
      <Title order={2} size="h4">
        {people.signIns}
      </Title>
      <Loaded of={useResource(signIns)}>
        {({ items }) => (
          <ul className={classes.keys}>
            {items
              .toSorted((a, b) => Number(b.isCurrent) - Number(a.isCurrent))
              .map((signIn) => (
                <SignInRow key={signIn.id} signIn={signIn} />
              ))}
          </ul>
        )}
      </Loaded>
    </Stack>
  )
}

function SignInRow({ signIn }: { signIn: SignIn }) {
  const words = useWords()
  const { people } = words
  const device = deviceName(signIn.userAgent, people)
  const end = async () => {
    try {
      await client.account.endSignIn(signIn.id)
      refresh('sign-ins')
      toast({ text: people.signedOut(device) })
    } catch (error) {
      toast({ text: faultSentence(error, words), isFailure: true })
    }
  }
  return (
    <li className={classes.key}>
      <div className={classes.key_facts}>
        <Text fw={600} title={signIn.userAgent ?? undefined}>
          {device}{' '}
          {signIn.isCurrent && (
            <Badge component="span" variant="light" size="sm">
              {people.thisDevice}
            </Badge>
          )}
        </Text>
        <Text size="xs" c="var(--quiet)">
          {signIn.address && `${signIn.address} · `}
          {people.signedInSince} <When at={signIn.createdAt} />
          {signIn.lastSeenAt && (
            <>
              {' · '}
              {people.lastActive} <When at={signIn.lastSeenAt} />
            </>
          )}
        </Text>
      </div>
      {!signIn.isCurrent && (
        <Button size="xs" variant="default" aria-label={people.signOutOf(device)} onClick={end}>
          {people.signOutThere}
        </Button>
      )}
    </li>
  )
}
