import { Switch, Tooltip } from '@mantine/core'
import { client } from '../console-client.ts'
import { refresh } from '../data/cache.ts'
import { deskMembers } from '../data/desk-resources.ts'
import { useResource } from '../data/use-resource.ts'
import { useMe } from '../shell/me.ts'
import { useInboxWords } from '../words/inbox/inbox-words.ts'
import { useDeskDoing } from './desk-actions.ts'

/** Says that one is there, or away. Nothing for who does not answer people. */
export function AwaySwitch() {
  const inbox = useInboxWords()
  const { actor } = useMe()
  const { doing } = useDeskDoing()
  const mine = useResource(deskMembers).value?.items.find(({ id }) => id === actor.id)
  if (!mine) return null
  const set = async (isAway: boolean) => {
    await client.desk.setAway(isAway)
    refresh(deskMembers.key)
  }
  return (
    <Tooltip label={inbox.awayHint} multiline w={240}>
      <Switch
        size="xs"
        label={inbox.amAway}
        checked={mine.isAway}
        onChange={(event) => {
          const isAway = event.currentTarget.checked
          void doing(() => set(isAway))
        }}
      />
    </Tooltip>
  )
}
