import { Text } from '@mantine/core'
import type { WithheldPart } from '#contract/message-parts.ts'
import { useMessages } from '../../messages/messages.tsx'
import classes from './message.module.css'

/** Says that a part of the answer was left out, and whether a person was asked. */
export function WithheldNote({ part: { sentences, isHandedOff } }: { part: WithheldPart }) {
  const { message } = useMessages()
  return (
    <Text size="sm" className={classes.withheld} role="note">
      {message.withheld(sentences)}
      {isHandedOff && ` ${message.handedOff}`}
    </Text>
  )
}
