import { Stack, Text, Title } from '@mantine/core'
import { CodeSample } from '../widgets/code-sample.tsx'
import { useDoorsWords } from '../words/doors/doors-words.ts'

/** What most programs that use tools take into their settings. */
const settingsFor = (url: string, key: string) =>
  JSON.stringify(
    { mcpServers: { parley: { type: 'http', url, headers: { Authorization: `Bearer ${key}` } } } },
    null,
    2,
  )

/** Where other programs find what a key of theirs may do, as tools. */
export function McpDoor() {
  const said = useDoorsWords()
  const address = `${location.origin}/mcp`
  return (
    <Stack component="section" gap="xs" mt="lg" aria-labelledby="mcp-door">
      <Title order={2} size="h4" id="mcp-door">
        {said.mcpTitle}
      </Title>
      <Text c="var(--quiet)">{said.mcpHint}</Text>
      <CodeSample label={said.mcpAddress} text={address} />
      <CodeSample label={said.mcpSettings} text={settingsFor(address, said.mcpKeyHere)} />
    </Stack>
  )
}
