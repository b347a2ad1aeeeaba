import { Alert, List, Text } from '@mantine/core'
import { useCell } from '../../data/cell.ts'
import { AlertIcon } from '../../look/icons.tsx'
import { useWords } from '../../words/words.tsx'
import { imported } from './imported.ts'

/** What an imported agent is without, until it was read. */
export function MissingNote({ agentId }: { agentId: string }) {
  const { agents, general } = useWords()
  const held = useCell(imported)
  if (held?.agentId !== agentId) return null
  const { model, sources, tools } = held.missing
  const lost = [
    ...sources.map((name) => agents.missingSource(name)),
    ...tools.map((name) => agents.missingTool(name)),
    ...(model === null ? [] : [agents.missingModel(model)]),
  ]
  return (
    <Alert
      color="yellow"
      variant="outline"
      icon={<AlertIcon />}
      mb="lg"
      withCloseButton
      closeButtonLabel={general.close}
      onClose={() => imported.set(null)}
      role="status"
    >
      <Text size="sm">{agents.missing}</Text>
      <List size="sm">
        {lost.map((line) => (
          <List.Item key={line}>{line}</List.Item>
        ))}
      </List>
    </Alert>
  )
}
