import { Group, Text } from '@mantine/core'
import type { Budget, BudgetThreshold } from '#contract/shapes/budget.ts'
import { useResource } from '../../data/use-resource.ts'
import { resource } from '../../data/resource.ts'
import { Link } from '../../routing/link.tsx'
import { to } from '../../routing/route.ts'
import { useBudgetMessages } from '../../messages/budgets/budget-messages.ts'
import { useLocale } from '../../messages/messages.tsx'
import classes from './budget-alert.module.css'
import { budgetName } from './budget-name.ts'
import { useBudgetSubjects } from './use-budget-subjects.ts'

/** Warns on every page when a budget is nearly or fully used up. */
export function BudgetAlert() {
  const acting = (useResource(resource('budgets.list')).value?.items ?? []).filter(
    ({ threshold }) => threshold !== null,
  )
  const [worst] = acting.toSorted((one, other) => other.spent.percent - one.spent.percent)
  return worst?.threshold ? <AlertOf budget={worst} threshold={worst.threshold} /> : null
}

/** Apart from what looks for one, so that names are fetched only to be said. */
function AlertOf({ budget, threshold }: { budget: Budget; threshold: BudgetThreshold }) {
  const { locale } = useLocale()
  const t = useBudgetMessages()
  const named = useBudgetSubjects()
  const percent = Math.floor(budget.spent.percent).toLocaleString(locale)
  return (
    <Group className={classes.alert} gap="xs" justify="center" role="status">
      <Text size="sm">{t.alert(budgetName(budget, named, t), percent, t.acting[threshold])}</Text>
      <Text size="sm" component={Link} href={to.settings('budgets')}>
        {t.view}
      </Text>
    </Group>
  )
}
