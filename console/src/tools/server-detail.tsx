import { Alert, Button, Group, Stack } from '@mantine/core'
import { useState } from 'react'
import type { ToolServer } from '#contract/shapes/tool-server.ts'
import { toolServer } from '../data/tool-resources.ts'
import { useResource } from '../data/use-resource.ts'
import { DetailHead } from '../look/detail-head.tsx'
import { AlertIcon } from '../look/icons.tsx'
import { Loaded } from '../look/loaded.tsx'
import { When } from '../look/when.tsx'
import { to } from '../routing/route.ts'
import { useToolWords } from '../words/tools/tool-words.ts'
import { OwnKeyDialog } from './own-key-dialog.tsx'
import { useServerActions } from './server-actions.ts'
import { ServerTools } from './server-tools.tsx'
import { StateBadge } from './state-badge.tsx'
import { useMayManageTools } from './use-may-manage-tools.ts'

/** One server: how it does, what can be done with it, and its tools. */
export function ServerDetail({ server }: { server: ToolServer }) {
  const { tools: said } = useToolWords()
  const { name, state, title, protocol, trouble, syncedAt } = server
  return (
    <Stack>
      <DetailHead
        up={{ href: to.settings('tools'), label: said.all }}
        name={name}
        badges={<StateBadge state={state} />}
        address={server.url ?? said.kinds.program}
      >
        {said.speaks(title, protocol ?? '')}
        {syncedAt && (
          <>
            {' · '}
            {said.looked} <When at={syncedAt} />
          </>
        )}
      </DetailHead>
      {trouble && state === 'failing' && (
        <Alert color="red" variant="outline" icon={<AlertIcon />} title={said.failing}>
          {said.troubles[trouble]}
        </Alert>
      )}
      <Actions server={server} />
      {useMayManageTools() && <Tools server={server} />}
    </Stack>
  )
}

function Tools({ server }: { server: ToolServer }) {
  const held = useResource(toolServer(server.id))
  const { approve, busy } = useServerActions(server)
  return <Loaded of={held}>{({ tools }) => <ServerTools {...{ tools, approve, busy }} />}</Loaded>
}

function Actions({ server }: { server: ToolServer }) {
  const { tools: said, general } = useToolWords()
  const mayManage = useMayManageTools()
  const [isGiving, setGiving] = useState(false)
  const { busy, look, suspend, resume, signIn, forget, remove } = useServerActions(server)
  const mayAsk = server.auth === 'oauth' && (server.isPersonal || mayManage)
  const hasOwn = server.isPersonal && server.auth === 'headers'
  return (
    <Group gap="xs">
      {hasOwn && (
        <Button size="xs" onClick={() => setGiving(true)}>
          {said.ownKey}
        </Button>
      )}
      {mayAsk && (
        <Button
          size="xs"
          variant={server.isSignedIn ? 'default' : 'filled'}
          onClick={signIn}
          loading={busy === 'sign-in'}
        >
          {server.isSignedIn ? said.signInAgain : said.signIn}
        </Button>
      )}
      {(hasOwn || mayAsk) && server.isSignedIn && (
        <Button size="xs" variant="default" onClick={forget} loading={busy === 'forget'}>
          {mayAsk ? said.signOut : said.forget}
        </Button>
      )}
      {mayManage && (
        <>
          {server.state === 'suspended' ? (
            <Button size="xs" onClick={resume} loading={busy === 'resume'}>
              {said.resume}
            </Button>
          ) : (
            <>
              <Button size="xs" variant="default" onClick={look} loading={busy === 'look'}>
                {said.look}
              </Button>
              <Button size="xs" variant="default" onClick={suspend} loading={busy === 'suspend'}>
                {said.suspend}
              </Button>
            </>
          )}
          <Button size="xs" variant="light" color="red" onClick={remove}>
            {general.remove}
          </Button>
        </>
      )}
      <OwnKeyDialog server={server} isOpen={isGiving} onClose={() => setGiving(false)} />
    </Group>
  )
}
