import { Select } from '@mantine/core'
import type { Agent } from '#contract/shapes/agent.ts'
import { useMessages } from '../../messages/messages.tsx'

interface AgentChoiceProps {
  agents: readonly Agent[]
  chosenId: string | null
  onChoose: (id: string) => void
}

/** Who answers a new conversation. */
export function AgentChoice({ agents, chosenId, onChoose }: AgentChoiceProps) {
  const { conversations } = useMessages()
  return (
    <Select
      size="xs"
      aria-label={conversations.answeredBy}
      data={agents.map(({ id, name }) => ({ value: id, label: name }))}
      value={chosenId}
      onChange={(value) => onChoose(value ?? '')}
      allowDeselect={false}
      searchable={agents.length > 8}
    />
  )
}
