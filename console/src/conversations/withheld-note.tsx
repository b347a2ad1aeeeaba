import { Text } from '@mantine/core'
import type { WithheldPart } from '#contract/message-parts.ts'
import { useWords } from '../words/words.tsx'
import classes from './message.module.css'

/** Says that a part of the answer was left out, and whether a person was asked. */
export function WithheldNote({ part: { sentences, isHandedOver } }: { part: WithheldPart }) {
  const { message } = useWords()
  return (
    <Text size="sm" className={classes.withheld} role="note">
      {message.withheld(sentences)}
      {isHandedOver && ` ${message.handedOver}`}
    </Text>
  )
}
