import { Button, Group, Stack, Text, Title } from '@mantine/core'
import type { ServerTool } from '#contract/shapes/tool-server.ts'
import settings from '../../ui/settings.module.css'
import { useToolMessages } from '../../messages/tools/tool-messages.ts'
import { ToolEntry } from './tool-entry.tsx'

interface ServerToolsProps {
  tools: ServerTool[]
  busy: string | null
  approve: (tools: readonly ServerTool[]) => Promise<void>
}

/** What a server offers; what waits to be approved comes first. */
export function ServerTools({ tools, busy, approve }: ServerToolsProps) {
  const { tools: t } = useToolMessages()
  const waiting = tools.filter(({ offered }) => offered !== null)
  if (tools.length === 0) return <Text c="var(--quiet)">{t.toolsNone}</Text>
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Title order={3} size="h5">
          {t.tools}
        </Title>
        {waiting.length > 1 && (
          <Button size="xs" onClick={() => void approve(waiting)} loading={busy === 'approve '}>
            {t.approveAll}
          </Button>
        )}
      </Group>
      <ul className={settings.keys}>
        {[...waiting, ...tools.filter(({ offered }) => offered === null)].map((tool) => (
          <ToolEntry key={tool.name} tool={tool} busy={busy} onApprove={() => void approve([tool])} />
        ))}
      </ul>
    </Stack>
  )
}
