import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Budget } from '#contract/shapes/budget.ts'
import { client } from '../../data/console-client.ts'
import { useStore } from '../../data/store.ts'
import { removeWithUndo, removing } from '../../ui/removals.ts'
import { useResource } from '../../data/use-resource.ts'
import { resource } from '../../data/resource.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PlusIcon, TextIcon } from '../../ui/icons.tsx'
import { ResourceView } from '../../ui/resource-view.tsx'
import { toast } from '../../ui/toasts.ts'
import { useFilter } from '../../routing/location.ts'
import { useBudgetMessages } from '../../messages/budgets/budget-messages.ts'
import { faultSentence } from '../../messages/fault-sentence.ts'
import { useMessages } from '../../messages/messages.tsx'
import { blankBudget, subjectBudget } from './budget-draft.ts'
import { BudgetDialog } from './budget-dialog.tsx'
import { budgetName } from './budget-name.ts'
import { BudgetRow } from './budget-row.tsx'
import classes from './budgets.module.css'
import { useBudgetSubjects } from './use-budget-subjects.ts'

/** What models may cost, and how much of that is spent. */
export function BudgetsPage() {
  const t = useMessages()
  const tBudgets = useBudgetMessages()
  const named = useBudgetSubjects()
  const held = useResource(resource('budgets.list'))
  const hidden = useStore(removing)
  const [agentId] = useFilter('agent')
  const [memberId] = useFilter('member')
  const [edited, setEdited] = useState<Budget | 'new' | null>(null)
  const isAsked = (budget: Budget) =>
    (agentId === '' || budget.agentId === agentId) && (memberId === '' || budget.memberId === memberId)
  const subject = agentId !== '' || memberId !== '' ? subjectBudget(agentId, memberId) : blankBudget
  const remove = (budget: Budget) =>
    removeWithUndo({
      id: budget.id,
      message: tBudgets.removed(budgetName(budget, named, tBudgets)),
      remove: (options) => client.budgets.remove(budget.id, {}, options),
      onFailure: (error) => toast({ text: faultSentence(error, t), isFailure: true }),
    })
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Text c="var(--quiet)" flex="1 1 14rem">
          {tBudgets.intro}
        </Text>
        <Button leftSection={<PlusIcon />} onClick={() => setEdited('new')}>
          {tBudgets.add}
        </Button>
      </Group>
      <ResourceView of={held}>
        {({ items }) => {
          const shown = items.filter((budget) => !hidden.has(budget.id) && isAsked(budget))
          if (shown.length === 0)
            return <EmptyState icon={TextIcon} title={tBudgets.none} hint={tBudgets.noneHint} />
          return (
            <ul className={classes.list}>
              {shown.map((budget) => (
                <BudgetRow
                  key={budget.id}
                  budget={budget}
                  name={budgetName(budget, named, tBudgets)}
                  onEdit={() => setEdited(budget)}
                  onRemove={() => remove(budget)}
                />
              ))}
            </ul>
          )
        }}
      </ResourceView>
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
