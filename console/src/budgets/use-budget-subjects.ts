import { members } from '../data/people-resources.ts'
import { agents } from '../data/resources.ts'
import { useResource } from '../data/use-resource.ts'
import type { Named } from './budget-name.ts'

const everybody = { search: '', role: '', state: '' } as const

/** The agents and members whose budgets there can be. */
export function useBudgetSubjects(): Named {
  const known = useResource(agents).value?.items ?? []
  const people = useResource(members(everybody)).value?.items ?? []
  return { agents: known, members: people }
}
