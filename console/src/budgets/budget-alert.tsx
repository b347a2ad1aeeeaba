import { Group, Text } from '@mantine/core'
import type { Budget, BudgetStep } from '#contract/shapes/budget.ts'
import { budgets } from '../data/budget-resources.ts'
import { useResource } from '../data/use-resource.ts'
import { Link } from '../routing/link.tsx'
import { to } from '../routing/route.ts'
import { useBudgetWords } from '../words/budgets/budget-words.ts'
import { useSpeech } from '../words/words.tsx'
import classes from './budget-alert.module.css'
import { budgetName } from './budget-name.ts'
import { useNamed } from './use-named.ts'

/** Says in every room that a budget is nearly used up, or is. */
export function BudgetAlert() {
  const acting = (useResource(budgets).value?.items ?? []).filter(({ step }) => step !== null)
  const [worst] = acting.toSorted((one, other) => other.spent.percent - one.spent.percent)
  return worst?.step ? <AlertOf budget={worst} step={worst.step} /> : null
}

/** Apart from what looks for one, so that names are fetched only to be said. */
function AlertOf({ budget, step }: { budget: Budget; step: BudgetStep }) {
  const { locale } = useSpeech()
  const said = useBudgetWords()
  const named = useNamed()
  const percent = Math.floor(budget.spent.percent).toLocaleString(locale)
  return (
    <Group className={classes.alert} gap="xs" justify="center" role="status">
      <Text size="sm">{said.alert(budgetName(budget, named, said), percent, said.acting[step])}</Text>
      <Text size="sm" component={Link} href={to.settings('budgets')}>
        {said.look}
      </Text>
    </Group>
  )
}
