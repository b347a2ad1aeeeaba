import { Badge } from '@mantine/core'
import { useWords } from '../../words/words.tsx'

/** Marks what the gate of its source holds back. */
export function HeldBadge() {
  const { proof } = useWords()
  return <Badge variant="default">{proof.heldBack}</Badge>
}
