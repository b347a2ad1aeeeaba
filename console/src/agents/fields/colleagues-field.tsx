import { MultiSelect } from '@mantine/core'
import { agents as agentList } from '../../data/resources.ts'
import { useResource } from '../../data/use-resource.ts'
import { useWords } from '../../words/words.tsx'

interface ColleaguesFieldProps {
  /** The agent itself, which is no colleague. */
  agentId: string
  value: string[]
  onChange: (colleagueIds: string[]) => void
}

/** To whom the agent may hand a conversation. Not there where it is the only one. */
export function ColleaguesField({ agentId, value, onChange }: ColleaguesFieldProps) {
  const { agents } = useWords()
  const others = useResource(agentList).value?.items.filter(({ id }) => id !== agentId) ?? []
  if (others.length === 0) return null
  return (
    <MultiSelect
      label={agents.colleagues}
      description={agents.colleaguesHint}
      data={others.map(({ id, name }) => ({ value: id, label: name }))}
      value={value.filter((id) => others.some((agent) => agent.id === id))}
      onChange={onChange}
      maxValues={20}
      searchable
      clearable
    />
  )
}
