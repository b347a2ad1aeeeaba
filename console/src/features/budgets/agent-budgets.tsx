import { Text } from '@mantine/core'
import { useResource } from '../../data/use-resource.ts'
import { resource } from '../../data/resource.ts'
import { Link } from '../../routing/link.tsx'
import { to } from '../../routing/route.ts'
import { useBudgetMessages } from '../../messages/budgets/budget-messages.ts'
import { useLocale } from '../../messages/messages.tsx'
import { limitIn, spentOf } from './budget-name.ts'

/** How much of an agent's budgets is spent, and where they are set. */
export function AgentBudgets({ agentId }: { agentId: string }) {
  const { locale } = useLocale()
  const t = useBudgetMessages()
  const own = (useResource(resource('budgets.list')).value?.items ?? []).filter(
    (budget) => budget.agentId === agentId,
  )
  return (
    <Text size="sm" c="var(--quiet)" mb="md" component="div">
      {own.map((budget) => (
        <div key={budget.id}>
          {t.spent(
            limitIn(locale, t, spentOf(budget)),
            (budget.period === 'day' ? t.perDay : t.perMonth)(limitIn(locale, t, budget)),
          )}
          {budget.threshold !== null && ` · ${t.acting[budget.threshold]}`}
        </div>
      ))}
      <Link href={to.budgetsOf('agent', agentId)}>{own.length > 0 ? t.view : t.add}</Link>
    </Text>
  )
}
