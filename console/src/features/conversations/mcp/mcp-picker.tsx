import { SegmentedControl, Select, Stack } from '@mantine/core'
import { useState } from 'react'
import type { ToolServer } from '#contract/shapes/tool-server.ts'
import { useMcpMessages } from '../../../messages/mcp/mcp-messages.ts'
import { PromptList } from './prompt-list.tsx'
import { ResourceList } from './resource-list.tsx'

interface McpPickerProps {
  servers: readonly ToolServer[]
  onFiles: (files: readonly File[]) => void
  onText: (words: string, origin: string) => void
}

/** What servers have to read and propose to say, one server at a time. */
export function McpPicker({ servers, onFiles, onText }: McpPickerProps) {
  const t = useMcpMessages()
  const [chosen, setChosen] = useState(servers[0]?.id ?? '')
  const [kind, setKind] = useState<'resources' | 'prompts'>('resources')
  return (
    <Stack>
      {servers.length > 1 && (
        <Select
          label={t.server}
          data={servers.map(({ id, name }) => ({ value: id, label: name }))}
          value={chosen}
          onChange={(id) => id !== null && setChosen(id)}
          allowDeselect={false}
        />
      )}
      <SegmentedControl
        aria-label={t.what}
        data={[
          { value: 'resources', label: t.resources },
          { value: 'prompts', label: t.prompts },
        ]}
        value={kind}
        onChange={(next) => setKind(next as typeof kind)}
      />
      {kind === 'resources' ? (
        <ResourceList key={chosen} serverId={chosen} onFiles={onFiles} />
      ) : (
        <PromptList key={chosen} serverId={chosen} onText={onText} />
      )}
    </Stack>
  )
}
