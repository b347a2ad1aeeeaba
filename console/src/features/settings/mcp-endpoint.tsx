import { Stack, Text, Title } from '@mantine/core'
import { CodeSample } from '../widgets/code-sample.tsx'
import { useMcpEndpointMessages } from '../../messages/mcp-endpoint/mcp-endpoint-messages.ts'

/** What most programs that use tools take into their settings. */
const settingsFor = (url: string, key: string) =>
  JSON.stringify(
    { mcpServers: { parley: { type: 'http', url, headers: { Authorization: `Bearer ${key}` } } } },
    null,
    2,
  )

/** Where other programs find what a key of theirs may do, as tools. */
export function McpEndpoint() {
  const t = useMcpEndpointMessages()
  const address = `${location.origin}/mcp`
  return (
    <Stack component="section" gap="xs" mt="lg" aria-labelledby="mcp-door">
      <Title order={2} size="h4" id="mcp-door">
        {t.mcpTitle}
      </Title>
      <Text c="var(--quiet)">{t.mcpHint}</Text>
      <CodeSample label={t.mcpAddress} text={address} />
      <CodeSample label={t.mcpSettings} text={settingsFor(address, t.mcpKeyHere)} />
    </Stack>
  )
}
