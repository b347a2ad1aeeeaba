import { Badge } from '@mantine/core'
import { useProofWords } from '../../words/proof/proof-words.ts'

/** Marks what the gate of its source holds back. */
export function HeldBadge() {
  const { proof } = useProofWords()
  return <Badge variant="default">{proof.heldBack}</Badge>
}
