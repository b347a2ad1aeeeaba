import { lazy, Suspense } from 'react'

const AgentRules = lazy(async () => ({ default: (await import('./agent-rules.tsx')).AgentRules }))

/** The rules of an agent that is kept; fetched with its form. */
export const LazyAgentRules = ({ agentId }: { agentId: string }) => (
  <Suspense fallback={null}>
    <AgentRules key={agentId} agentId={agentId} />
  </Suspense>
)
