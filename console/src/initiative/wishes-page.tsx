import { Divider, Stack, Switch, Text } from '@mantine/core'
import { useState } from 'react'
import type { InitiativeWishes } from '#contract/shapes/initiative.ts'
import { client } from '../console-client.ts'
import { change } from '../data/cache.ts'
import { initiativeWishes } from '../data/resources.ts'
import { useResource } from '../data/use-resource.ts'
import { Failure } from '../look/failure.tsx'
import { Loaded } from '../look/loaded.tsx'
import { useWishesWords } from '../words/wishes/wishes-words.ts'
import { AgentWishes } from './agent-wishes.tsx'
import { PlannedMessages } from './planned-messages.tsx'
import { QuietHours } from './quiet-hours.tsx'

export type PutWishes = (wishes: Parameters<typeof client.initiative.setWishes>[0]) => Promise<void>

const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone

/** Whether agents may write to one first, which of them and when not, and what is planned. */
export function WishesPage() {
  const { initiative } = useWishesWords()
  const held = useResource(initiativeWishes)
  return (
    <Stack gap="xl">
      <Text c="var(--quiet)">{initiative.intro}</Text>
      <Loaded of={held}>{(wishes) => <Wishes wishes={wishes} />}</Loaded>
      <Divider />
      <PlannedMessages />
    </Stack>
  )
}

function Wishes({ wishes }: { wishes: InitiativeWishes }) {
  const { initiative } = useWishesWords()
  const [error, setError] = useState<unknown>()
  // Until something was said, one is where the browser is.
  const shown = wishes.isSet ? wishes : { ...wishes, timeZone: ownZone() }
  const put: PutWishes = async (given) => {
    setError(undefined)
    try {
      const saved = await client.initiative.setWishes({
        ...(!wishes.isSet && { timeZone: shown.timeZone }),
        ...given,
      })
      change(initiativeWishes, () => saved)
    } catch (failure) {
      setError(failure)
    }
  }
  return (
    <Stack gap="lg">
      {error !== undefined && <Failure error={error} />}
      <Switch
        label={initiative.agree}
        description={initiative.agreeHint}
        checked={shown.agrees}
        onChange={(event) => void put({ agrees: event.currentTarget.checked })}
      />
      <QuietHours wishes={shown} put={put} />
      <AgentWishes wishes={shown} put={put} />
    </Stack>
  )
}
