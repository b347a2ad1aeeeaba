import { Alert, List, Text } from '@mantine/core'
import { useStore } from '../../../data/store.ts'
import { AlertIcon } from '../../../ui/icons.tsx'
import { useMessages } from '../../../messages/messages.tsx'
import { imported } from './imported.ts'

/** What an imported agent is without, until it was read. */
export function MissingNote({ agentId }: { agentId: string }) {
  const { agents, general } = useMessages()
  const held = useStore(imported)
  if (held?.agentId !== agentId) return null
  const { model, knowledgeBases, tools } = held.missing
  const lost = [
    ...knowledgeBases.map((name) => agents.missingKnowledgeBase(name)),
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
