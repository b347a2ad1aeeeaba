import { Stack } from '@mantine/core'
import { useState } from 'react'
import type { ServerResource } from '#contract/shapes/server-offer.ts'
import { client } from '../../../data/console-client.ts'
import { useResource } from '../../../data/use-resource.ts'
import { resource } from '../../../data/resource.ts'
import { ErrorState } from '../../../ui/error-state.tsx'
import { ResourceView } from '../../../ui/resource-view.tsx'
import { toast } from '../../../ui/toasts.ts'
import { useMcpMessages } from '../../../messages/mcp/mcp-messages.ts'
import { PickList } from './pick-list.tsx'
import { filesFrom } from './files-from.ts'

interface ResourceListProps {
  serverId: string
  onFiles: (files: readonly File[]) => void
}

/** What a server has to read; what is chosen is read and becomes a file beside the message. */
export function ResourceList({ serverId, onFiles }: ResourceListProps) {
  const t = useMcpMessages()
  const held = useResource(resource('toolServers.resources', serverId))
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const take = async (chosen: ServerResource) => {
    setBusy(true)
    setError(undefined)
    try {
      const files = filesFrom(chosen, await client.toolServers.readResource(serverId, { uri: chosen.uri }))
      if (files.length === 0) toast({ text: t.noText(chosen.name), isFailure: true })
      else onFiles(files)
    } catch (failure) {
      setError(failure)
    }
    setBusy(false)
  }
  return (
    <ResourceView of={held}>
      {({ items }) => (
        <Stack gap="sm" aria-busy={isBusy}>
          {error !== undefined && <ErrorState error={error} />}
          <PickList
            offers={items.map(({ uri, name, description }) => ({ key: uri, name, description }))}
            isBusy={isBusy}
            onPick={(key) => {
              const one = items.find(({ uri }) => uri === key)
              if (one) void take(one)
            }}
          />
        </Stack>
      )}
    </ResourceView>
  )
}
