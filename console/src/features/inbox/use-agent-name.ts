import { useResource } from '../../data/use-resource.ts'
import { all } from '../../data/resource.ts'

/** What the agent of a conversation is called; empty while that is not known, or where there is none. */
export function useAgentName(agentId: string | null | undefined): string {
  const known = useResource(all('agents.list')).value?.items
  return known?.find(({ id }) => id === agentId)?.name ?? ''
}
