import { Text } from '@mantine/core'
import { budgets } from '../data/budget-resources.ts'
import { useResource } from '../data/use-resource.ts'
import { Link } from '../routing/link.tsx'
import { to } from '../routing/route.ts'
import { useBudgetWords } from '../words/budgets/budget-words.ts'
import { useSpeech } from '../words/words.tsx'
import { limitIn, spentOf } from './budget-name.ts'

/** How much of an agent's budgets is spent, and where they are set. */
export function AgentBudgets({ agentId }: { agentId: string }) {
  const { locale } = useSpeech()
  const said = useBudgetWords()
  const own = (useResource(budgets).value?.items ?? []).filter((budget) => budget.agentId === agentId)
  return (
    <Text size="sm" c="var(--quiet)" mb="md" component="div">
      {own.map((budget) => (
        <div key={budget.id}>
          {said.spent(
            limitIn(locale, said, spentOf(budget)),
            (budget.period === 'day' ? said.perDay : said.perMonth)(limitIn(locale, said, budget)),
          )}
          {budget.step !== null && ` · ${said.acting[budget.step]}`}
        </div>
      ))}
      <Link href={to.budgetsOf('agent', agentId)}>{own.length > 0 ? said.look : said.add}</Link>
    </Text>
  )
}
