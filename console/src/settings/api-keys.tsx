import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { z } from 'zod'
import type { ApiKey } from '#contract/shapes/people.ts'
import { client } from '../console-client.ts'
import { useCell } from '../data/cell.ts'
import { removeWithUndo, removing } from '../data/removals.ts'
import { apiKeys } from '../data/resources.ts'
import { useResource } from '../data/use-resource.ts'
import { Empty } from '../look/empty.tsx'
import { KeyIcon, PlusIcon } from '../look/icons.tsx'
import { Loaded } from '../look/loaded.tsx'
import { toast } from '../look/toasts.ts'
import { When } from '../look/when.tsx'
import { faultSentence } from '../words/fault-sentence.ts'
import { useWords } from '../words/words.tsx'
import { McpDoor } from './mcp-door.tsx'
import classes from './settings.module.css'
import { NewApiKey } from './new-api-key.tsx'

/** The keys of whoever is signed in. */
export function ApiKeys() {
  const { settings } = useWords()
  const held = useResource(apiKeys)
  const hidden = useCell(removing)
  const [isMaking, setMaking] = useState(false)
  const make = (
    <Button leftSection={<PlusIcon />} onClick={() => setMaking(true)}>
      {settings.newKey}
    </Button>
  )
  return (
    <Stack>
      <Loaded of={held}>
        {({ items }) => {
          const shown = items.filter(({ id }) => !hidden.has(id))
          if (shown.length === 0)
            return (
              <Empty icon={KeyIcon} title={settings.noKeys} hint={settings.noKeysHint}>
                {make}
              </Empty>
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
      </Loaded>
      <McpDoor />
      <NewApiKey isOpen={isMaking} onClose={() => setMaking(false)} />
    </Stack>
  )
}

function ApiKeyRow({ apiKey }: { apiKey: z.output<typeof ApiKey> }) {
  const words = useWords()
  const { settings } = words
  const revoke = () =>
    removeWithUndo({
      id: apiKey.id,
      said: settings.revoked(apiKey.name),
      remove: () => client.apiKeys.revoke(apiKey.id),
      onFailure: (error) => toast({ text: faultSentence(error, words), isFailure: true }),
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
          {settings.lastUsed}: {apiKey.lastUsedAt ? <When at={apiKey.lastUsedAt} /> : settings.never}
          {apiKey.expiresAt && (
            <>
              {' · '}
              {settings.until}: <When at={apiKey.expiresAt} />
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
