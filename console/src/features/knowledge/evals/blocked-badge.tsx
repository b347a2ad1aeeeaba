import { Badge } from '@mantine/core'
import { useEvalsMessages } from '../../../messages/evals/evals-messages.ts'

/** Marks what the quality gate of its knowledge base blocks. */
export function BlockedBadge() {
  const { evals } = useEvalsMessages()
  return <Badge variant="default">{evals.blockedBadge}</Badge>
}
