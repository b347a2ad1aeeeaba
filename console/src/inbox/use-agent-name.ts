import { agents } from '../data/resources.ts'
import { useResource } from '../data/use-resource.ts'

/** What the agent of a conversation is called; empty while that is not known, or where there is none. */
export function useAgentName(agentId: string | null | undefined): string {
  const known = useResource(agents).value?.items
  return known?.find(({ id }) => id === agentId)?.name ?? ''
}
