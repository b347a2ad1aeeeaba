import { Switch, Tooltip } from '@mantine/core'
import { client } from '../../data/console-client.ts'
import { refresh } from '../../data/cache.ts'
import { useResource } from '../../data/use-resource.ts'
import { resource } from '../../data/resource.ts'
import { useMe } from '../../data/me.ts'
import { useInboxMessages } from '../../messages/inbox/inbox-messages.ts'
import { useInboxAction } from './inbox-actions.ts'

/** Says that one is there, or away. Nothing for who does not answer people. */
export function AwaySwitch() {
  const t = useInboxMessages()
  const { actor } = useMe()
  const { doing } = useInboxAction()
  const mine = useResource(resource('inbox.members')).value?.items.find(({ id }) => id === actor.id)
  if (!mine) return null
  const set = async (isAway: boolean) => {
    await client.inbox.setAway({ isAway })
    refresh(resource('inbox.members'))
  }
  return (
    <Tooltip label={t.awayHint} multiline w={240}>
      <Switch
        size="xs"
        label={t.amAway}
        checked={mine.isAway}
        onChange={(event) => {
          const isAway = event.currentTarget.checked
          void doing(() => set(isAway))
        }}
      />
    </Tooltip>
  )
}
