import { Stack } from '@mantine/core'
import { useState } from 'react'
import type { ServerResource } from '#contract/shapes/server-offer.ts'
import { client } from '../../console-client.ts'
import { serverResources } from '../../data/tool-resources.ts'
import { useResource } from '../../data/use-resource.ts'
import { Failure } from '../../look/failure.tsx'
import { Loaded } from '../../look/loaded.tsx'
import { toast } from '../../look/toasts.ts'
import { useOutsideWords } from '../../words/outside/outside-words.ts'
import { OfferList } from './offer-list.tsx'
import { filesFrom } from './files-from.ts'

interface ResourceListProps {
  serverId: string
  onFiles: (files: readonly File[]) => void
}

/** What a server has to read; what is chosen is read and becomes a file beside the message. */
export function ResourceList({ serverId, onFiles }: ResourceListProps) {
  const said = useOutsideWords()
  const held = useResource(serverResources(serverId))
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const take = async (resource: ServerResource) => {
    setBusy(true)
    setError(undefined)
    try {
      const files = filesFrom(resource, await client.toolServers.readResource(serverId, resource.uri))
      if (files.length === 0) toast({ text: said.noText(resource.name), isFailure: true })
      else onFiles(files)
    } catch (failure) {
      setError(failure)
    }
    setBusy(false)
  }
  return (
    <Loaded of={held}>
      {({ items }) => (
        <Stack gap="sm" aria-busy={isBusy}>
          {error !== undefined && <Failure error={error} />}
          <OfferList
            offers={items.map(({ uri, name, description }) => ({ key: uri, name, description }))}
            isBusy={isBusy}
            onPick={(key) => {
              const one = items.find(({ uri }) => uri === key)
              if (one) void take(one)
            }}
          />
        </Stack>
      )}
    </Loaded>
  )
}
