import { Group, Loader, Text } from '@mantine/core'
import { useStore } from '../../data/store.ts'
import { isDisconnected } from '../../data/use-live-events.ts'
import { useMessages } from '../../messages/messages.tsx'
import classes from './shell.module.css'

/** Says that the page may be out of date while the connection is lost. */
export function ConnectionBanner() {
  const { general } = useMessages()
  const isLost = useStore(isDisconnected)
  return (
    <div role="status">
      {isLost && (
        <Group className={classes.lost} gap="xs" justify="center">
          <Loader size={14} color="currentColor" />
          <Text size="sm">{general.connectionLost}</Text>
        </Group>
      )}
    </div>
  )
}
