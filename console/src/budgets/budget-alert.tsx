import { Group, Text } from '@mantine/core'
import { budgets } from '../data/budget-resources.ts'
import { useResource } from '../data/use-resource.ts'
import { Link } from '../routing/link.tsx'
import { to } from '../routing/route.ts'
import { useBudgetWords } from '../words/budgets/budget-words.ts'
import { useSpeech } from '../words/words.tsx'
import { budgetName } from './budget-name.ts'
import classes from './budget-alert.module.css'
import { useNamed } from './use-named.ts'

/** Says in every room that a budget is nearly used up, or is. */
export function BudgetAlert() {
  const { locale } = useSpeech()
  const said = useBudgetWords()
  const named = useNamed()
  const acting = (useResource(budgets).value?.items ?? []).filter(({ step }) => step !== null)
  const [worst] = acting.toSorted((one, other) => other.spent.percent - one.spent.percent)
  if (!worst || worst.step === null) return null
  const percent = Math.floor(worst.spent.percent).toLocaleString(locale)
  return (
    <Group className={classes.alert} gap="xs" justify="center" role="status">
      <Text size="sm">
        {said.alert(budgetName(worst, named, said), percent)} {said.acting[worst.step]}.
      </Text>
      <Link href={to.settings('budgets')}>{said.look}</Link>
    </Group>
  )
}
