import { Tooltip } from '@mantine/core'
import { useMessages } from '../../messages/messages.tsx'
import classes from './message.module.css'

/** Stands after a sentence that no source supports. */
export function UnsupportedMark() {
  const { message } = useMessages()
  return (
    <Tooltip label={message.unsupported} events={{ hover: true, focus: true, touch: true }}>
      <button type="button" className={classes.unsupported} aria-label={message.unsupported}>
        ?
      </button>
    </Tooltip>
  )
}
