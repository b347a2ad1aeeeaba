import { Alert, Button, Group, Stack } from '@mantine/core'
import { useState } from 'react'
import type { ToolServer } from '#contract/shapes/tool-server.ts'
import { useResource } from '../../data/use-resource.ts'
import { resource } from '../../data/resource.ts'
import { DetailHeader } from '../../ui/detail-header.tsx'
import { AlertIcon } from '../../ui/icons.tsx'
import { ResourceView } from '../../ui/resource-view.tsx'
import { Timestamp } from '../../ui/timestamp.tsx'
import { to } from '../../routing/route.ts'
import { useToolMessages } from '../../messages/tools/tool-messages.ts'
import { OwnKeyDialog } from './own-key-dialog.tsx'
import { useServerActions } from './server-actions.ts'
import { ServerTools } from './server-tools.tsx'
import { StateBadge } from './state-badge.tsx'
import { useMayManageTools } from './use-may-manage-tools.ts'

/** One server: how it does, what can be done with it, and its tools. */
export function ServerDetail({ server }: { server: ToolServer }) {
  const { tools: t } = useToolMessages()
  const { name, state, title, protocol, errorCode, syncedAt } = server
  return (
    <Stack>
      <DetailHeader
        up={{ href: to.settings('tools'), label: t.all }}
        name={name}
        badges={<StateBadge state={state} />}
        address={server.url ?? t.kinds.program}
      >
        {t.speaks(title, protocol ?? '')}
        {syncedAt && (
          <>
            {' · '}
            {t.looked} <Timestamp at={syncedAt} />
          </>
        )}
      </DetailHeader>
      {errorCode && state === 'failing' && (
        <Alert color="red" variant="outline" icon={<AlertIcon />} title={t.failing}>
          {t.errorMessages[errorCode]}
        </Alert>
      )}
      <Actions server={server} />
      {useMayManageTools() && <Tools server={server} />}
    </Stack>
  )
}

function Tools({ server }: { server: ToolServer }) {
  const held = useResource(resource('toolServers.read', server.id))
  const { approve, busy } = useServerActions(server)
  return <ResourceView of={held}>{({ tools }) => <ServerTools {...{ tools, approve, busy }} />}</ResourceView>
}

function Actions({ server }: { server: ToolServer }) {
  const { tools: t, general } = useToolMessages()
  const mayManage = useMayManageTools()
  const [isGiving, setGiving] = useState(false)
  const { busy, sync, suspend, resume, signIn, forget, remove } = useServerActions(server)
  const mayAsk = server.auth === 'oauth' && (server.isPersonal || mayManage)
  const hasOwn = server.isPersonal && server.auth === 'headers'
  return (
    <Group gap="xs">
      {hasOwn && (
        <Button size="xs" onClick={() => setGiving(true)}>
          {t.ownKey}
        </Button>
      )}
      {mayAsk && (
        <Button
          size="xs"
          variant={server.isSignedIn ? 'default' : 'filled'}
          onClick={signIn}
          loading={busy === 'sign-in'}
        >
          {server.isSignedIn ? t.signInAgain : t.signIn}
        </Button>
      )}
      {(hasOwn || mayAsk) && server.isSignedIn && (
        <Button size="xs" variant="default" onClick={forget} loading={busy === 'forget'}>
          {mayAsk ? t.signOut : t.forget}
        </Button>
      )}
      {mayManage && (
        <>
          {server.state === 'suspended' ? (
            <Button size="xs" onClick={resume} loading={busy === 'resume'}>
              {t.resume}
            </Button>
          ) : (
            <>
              <Button size="xs" variant="default" onClick={sync} loading={busy === 'sync'}>
                {t.sync}
              </Button>
              <Button size="xs" variant="default" onClick={suspend} loading={busy === 'suspend'}>
                {t.suspend}
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
