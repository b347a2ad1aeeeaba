import { useResource } from '../../data/use-resource.ts'
import { all, pages } from '../../data/resource.ts'
import type { Named } from './budget-name.ts'

const everybody = { search: '', role: '', state: '' } as const

/** The agents and members whose budgets there can be. */
export function useBudgetSubjects(): Named {
  const known = useResource(all('agents.list')).value?.items ?? []
  const people = useResource(pages('people.members', everybody)).value?.items ?? []
  return { agents: known, members: people }
}
