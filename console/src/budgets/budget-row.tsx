import { Badge, Group, Progress, Text } from '@mantine/core'
import type { Budget } from '#contract/shapes/budget.ts'
import { IconButton } from '../look/icon-button.tsx'
import { EditIcon, TrashIcon } from '../look/icons.tsx'
import { useBudgetWords } from '../words/budgets/budget-words.ts'
import { useSpeech } from '../words/words.tsx'
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
  const { words, locale } = useSpeech()
  const said = useBudgetWords()
  const { spent, step, period, periodEndsAt } = budget
  const limit = limitIn(locale, said, budget)
  const percent = spent.percent.toLocaleString(locale)
  const color = step === null ? 'teal' : step === 'warned' ? 'yellow' : 'red'
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
            {period === 'day' ? said.perDay(limit) : said.perMonth(limit)}
          </Text>
        </div>
        <Group gap={4} wrap="nowrap">
          <IconButton label={`${said.edit}: ${name}`} icon={EditIcon} onClick={onEdit} />
          <IconButton label={`${words.general.remove}: ${name}`} icon={TrashIcon} onClick={onRemove} />
        </Group>
      </Group>
      <Progress
        value={Math.min(100, spent.percent)}
        color={color}
        aria-label={`${name}: ${said.used(percent)}`}
        my="xs"
      />
      <Group gap="xs" justify="space-between">
        <Text size="sm">
          {said.spent(limitIn(locale, said, spentOf(budget)), limit)}
          {said.share(percent)}
          {isEachOnes && said.furthest}
        </Text>
        <Badge color={color} variant="light" className={classes.state}>
          {step === null ? said.fine : said.acting[step]}
        </Badge>
      </Group>
      <Text size="xs" c="var(--quiet)">
        {said.ends(ends)}
      </Text>
    </li>
  )
}
