import { Text } from '@mantine/core'
import type { LimitedPart } from '#contract/message-parts.ts'
import { useBudgetWords } from '../words/budgets/budget-words.ts'

/** Says that a budget had something else answer. */
export function LimitedNote({ part: { step } }: { part: LimitedPart }) {
  const said = useBudgetWords()
  return (
    <Text size="sm" c="var(--quiet)" role="note" my={4}>
      {said.limited[step]}
    </Text>
  )
}
