import { Badge, Group, Progress, Text } from '@mantine/core'
import type { Budget } from '#contract/shapes/budget.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { EditIcon, TrashIcon } from '../../ui/icons.tsx'
import { useBudgetMessages } from '../../messages/budgets/budget-messages.ts'
import { useLocale } from '../../messages/messages.tsx'
import { limitIn, spentOf } from './budget-name.ts'
import classes from './budgets.module.css'

interface BudgetRowProps {
  budget: Budget
  name: string
  onEdit: () => void
  onRemove: () => void
}

/** A budget, how much of it is spent, and what it does now. */
export function BudgetRow({ budget, name, onEdit, onRemove }: BudgetRowProps) {
  const { messages: t, locale } = useLocale()
  const tBudgets = useBudgetMessages()
  const { spent, threshold, period, periodEndsAt } = budget
  const limit = limitIn(locale, tBudgets, budget)
  const percent = spent.percent.toLocaleString(locale)
  const color = threshold === null ? 'teal' : threshold === 'warned' ? 'yellow' : 'red'
  const ends = new Date(periodEndsAt).toLocaleDateString(locale, { timeZone: 'UTC' })
  const isEachOnes = budget.kind === 'person' && budget.memberId === null
  return (
    <li className={classes.row}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div className={classes.said}>
          <Text fw={600} dir="auto">
            {name}
          </Text>
          <Text size="sm" c="var(--quiet)">
            {period === 'day' ? tBudgets.perDay(limit) : tBudgets.perMonth(limit)}
          </Text>
        </div>
        <Group gap={4} wrap="nowrap">
          <IconButton label={`${tBudgets.edit}: ${name}`} icon={EditIcon} onClick={onEdit} />
          <IconButton label={`${t.general.remove}: ${name}`} icon={TrashIcon} onClick={onRemove} />
        </Group>
      </Group>
      <Progress
        value={Math.min(100, spent.percent)}
        color={color}
        aria-label={`${name}: ${tBudgets.used(percent)}`}
        my="xs"
      />
      <Group gap="xs" justify="space-between">
        <Text size="sm">
          {tBudgets.spent(limitIn(locale, tBudgets, spentOf(budget)), limit)}
          {tBudgets.share(percent)}
          {isEachOnes && tBudgets.furthest}
        </Text>
        <Badge color={color} variant="light" className={classes.state}>
          {threshold === null ? tBudgets.fine : tBudgets.acting[threshold]}
        </Badge>
      </Group>
      <Text size="xs" c="var(--quiet)">
        {tBudgets.ends(ends)}
      </Text>
    </li>
  )
}
