import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Budget } from '#contract/shapes/budget.ts'
import { budgetDesk, budgets } from '../data/budget-resources.ts'
import { useCell } from '../data/cell.ts'
import { removeWithUndo, removing } from '../data/removals.ts'
import { useResource } from '../data/use-resource.ts'
import { Empty } from '../look/empty.tsx'
import { PlusIcon, TextIcon } from '../look/icons.tsx'
import { Loaded } from '../look/loaded.tsx'
import { toast } from '../look/toasts.ts'
import { useFilter } from '../routing/location.ts'
import { useBudgetWords } from '../words/budgets/budget-words.ts'
import { faultSentence } from '../words/fault-sentence.ts'
import { useWords } from '../words/words.tsx'
import { blankBudget, subjectBudget } from './budget-draft.ts'
import { BudgetDialog } from './budget-dialog.tsx'
import { budgetName } from './budget-name.ts'
import { BudgetRow } from './budget-row.tsx'
import classes from './budgets.module.css'
import { useNamed } from './use-named.ts'

/** What models may cost, and how much of that is spent. */
export function BudgetsPage() {
  const words = useWords()
  const said = useBudgetWords()
  const named = useNamed()
  const held = useResource(budgets)
  const hidden = useCell(removing)
  const [agentId] = useFilter('agent')
  const [memberId] = useFilter('member')
  const [edited, setEdited] = useState<Budget | 'new' | null>(null)
  const isAsked = (budget: Budget) =>
    (agentId === '' || budget.agentId === agentId) && (memberId === '' || budget.memberId === memberId)
  const subject = agentId !== '' || memberId !== '' ? subjectBudget(agentId, memberId) : blankBudget
  const remove = (budget: Budget) =>
    removeWithUndo({
      id: budget.id,
      said: said.removed(budgetName(budget, named, said)),
      remove: (options) => budgetDesk.remove(budget.id, options),
      onFailure: (error) => toast({ text: faultSentence(error, words), isFailure: true }),
    })
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Text c="var(--quiet)" flex="1 1 14rem">
          {said.intro}
        </Text>
        <Button leftSection={<PlusIcon />} onClick={() => setEdited('new')}>
          {said.add}
        </Button>
      </Group>
      <Loaded of={held}>
        {({ items }) => {
          const shown = items.filter((budget) => !hidden.has(budget.id) && isAsked(budget))
          if (shown.length === 0) return <Empty icon={TextIcon} title={said.none} hint={said.noneHint} />
          return (
            <ul className={classes.list}>
              {shown.map((budget) => (
                <BudgetRow
                  key={budget.id}
                  budget={budget}
                  name={budgetName(budget, named, said)}
                  onEdit={() => setEdited(budget)}
                  onRemove={() => remove(budget)}
                />
              ))}
            </ul>
          )
        }}
      </Loaded>
      {edited !== null && (
        <BudgetDialog
          budget={edited === 'new' ? null : edited}
          initial={subject}
          named={named}
          onClose={() => setEdited(null)}
        />
      )}
    </Stack>
  )
}
