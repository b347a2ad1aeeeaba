import { MultiSelect } from '@mantine/core'
import { useResource } from '../../../data/use-resource.ts'
import { all } from '../../../data/resource.ts'
import { useMessages } from '../../../messages/messages.tsx'

interface TransferTargetsFieldProps {
  /** The agent itself, which is no transfer target. */
  agentId: string
  value: string[]
  onChange: (transferTargetIds: string[]) => void
}

/** To whom the agent may hand a conversation. Not there where it is the only one. */
export function TransferTargetsField({ agentId, value, onChange }: TransferTargetsFieldProps) {
  const { agents } = useMessages()
  const others = useResource(all('agents.list')).value?.items.filter(({ id }) => id !== agentId) ?? []
  if (others.length === 0) return null
  return (
    <MultiSelect
      label={agents.transferTargets}
      description={agents.transferTargetsHint}
      data={others.map(({ id, name }) => ({ value: id, label: name }))}
      value={value.filter((id) => others.some((agent) => agent.id === id))}
      onChange={onChange}
      maxValues={20}
      searchable
      clearable
    />
  )
}
