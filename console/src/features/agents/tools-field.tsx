import { Checkbox, Stack } from '@mantine/core'
import { useResource } from '../../data/use-resource.ts'
import { resource } from '../../data/resource.ts'
import { useMessages } from '../../messages/messages.tsx'

interface ToolsFieldProps {
  value: string[]
  onChange: (tools: string[]) => void
}

/** What the agent may do besides answering. Nothing unless it is ticked. */
export function ToolsField({ value, onChange }: ToolsFieldProps) {
  const { agents } = useMessages()
  const known = useResource(resource('agents.tools')).value?.items
  if (!known) return null
  // A tool that is not there any more can still be taken away.
  const gone = value.filter((name) => !known.some((tool) => tool.name === name))
  const offered = [...known, ...gone.map((name) => ({ name, description: agents.toolGone }))]
  if (offered.length === 0) return null
  return (
    <Checkbox.Group label={agents.tools} description={agents.toolsHint} value={value} onChange={onChange}>
      <Stack gap="sm" mt="xs">
        {offered.map(({ name, description }) => (
          <Checkbox
            key={name}
            value={name}
            label={agents.toolNames[name as keyof typeof agents.toolNames] ?? name}
            description={agents.toolHints[name as keyof typeof agents.toolHints] ?? description}
          />
        ))}
      </Stack>
    </Checkbox.Group>
  )
}
