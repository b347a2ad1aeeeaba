import { Text } from '@mantine/core'
import type { LimitedPart } from '#contract/message-parts.ts'
import { useBudgetMessages } from '../../messages/budgets/budget-messages.ts'

/** Says that a budget had something else answer. */
export function LimitedNote({ part: { threshold } }: { part: LimitedPart }) {
  const t = useBudgetMessages()
  return (
    <Text size="sm" c="var(--quiet)" role="note" my={4}>
      {t.limited[threshold]}
    </Text>
  )
}
