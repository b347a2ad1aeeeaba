import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { z } from 'zod'
import type { ApiKey } from '#contract/shapes/people.ts'
import { client } from '../../data/console-client.ts'
import { useStore } from '../../data/store.ts'
import { removeWithUndo, removing } from '../../ui/removals.ts'
import { useResource } from '../../data/use-resource.ts'
import { all } from '../../data/resource.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { KeyIcon, PlusIcon } from '../../ui/icons.tsx'
import { ResourceView } from '../../ui/resource-view.tsx'
import { toast } from '../../ui/toasts.ts'
import { Timestamp } from '../../ui/timestamp.tsx'
import { faultSentence } from '../../messages/fault-sentence.ts'
import { useMessages } from '../../messages/messages.tsx'
import { McpEndpoint } from './mcp-endpoint.tsx'
import classes from '../../ui/settings.module.css'
import { NewApiKey } from './new-api-key.tsx'

/** The keys of whoever is signed in. */
export function ApiKeys() {
  const { settings } = useMessages()
  const held = useResource(all('apiKeys.list'))
  const hidden = useStore(removing)
  const [isMaking, setMaking] = useState(false)
  const make = (
    <Button leftSection={<PlusIcon />} onClick={() => setMaking(true)}>
      {settings.newKey}
    </Button>
  )
  return (
    <Stack>
      <ResourceView of={held}>
        {({ items }) => {
          const shown = items.filter(({ id }) => !hidden.has(id))
          if (shown.length === 0)
            return (
              <EmptyState icon={KeyIcon} title={settings.noKeys} hint={settings.noKeysHint}>
                {make}
              </EmptyState>
            )
          return (
            <>
              <Group justify="space-between">
                <Text c="var(--quiet)" flex="1 1 14rem">
                  {settings.keysIntro}
                </Text>
                {make}
              </Group>
              <ul className={classes.keys}>
                {shown.map((key) => (
                  <ApiKeyRow key={key.id} apiKey={key} />
                ))}
              </ul>
            </>
          )
        }}
      </ResourceView>
      <McpEndpoint />
      <NewApiKey isOpen={isMaking} onClose={() => setMaking(false)} />
    </Stack>
  )
}

function ApiKeyRow({ apiKey }: { apiKey: z.output<typeof ApiKey> }) {
  const t = useMessages()
  const { settings } = t
  const revoke = () =>
    removeWithUndo({
      id: apiKey.id,
      message: settings.revoked(apiKey.name),
      remove: () => client.apiKeys.revoke(apiKey.id),
      onFailure: (error) => toast({ text: faultSentence(error, t), isFailure: true }),
    })
  return (
    <li className={classes.key}>
      <div className={classes.key_facts}>
        <Text fw={600}>
          {apiKey.name} <code className={classes.tail}>…{apiKey.tail}</code>
        </Text>
        <Text size="xs" c="var(--quiet)">
          {apiKey.scopes.includes('*') ? settings.keyAll : apiKey.scopes.join(', ')}
        </Text>
        <Text size="xs" c="var(--quiet)">
          {settings.lastUsed}: {apiKey.lastUsedAt ? <Timestamp at={apiKey.lastUsedAt} /> : settings.never}
          {apiKey.expiresAt && (
            <>
              {' · '}
              {settings.until}: <Timestamp at={apiKey.expiresAt} />
            </>
          )}
        </Text>
      </div>
      <Button size="xs" variant="light" color="red" onClick={revoke}>
        {settings.revoke}
      </Button>
    </li>
  )
}
