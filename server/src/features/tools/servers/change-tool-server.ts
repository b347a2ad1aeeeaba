import { ChangeToolServer, ToolServer } from '#contract/shapes/tool-server.ts'
import { cancelScheduledJob } from '#kernel/scheduled-jobs.ts'
import { invalidInput } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { sealHeaders } from './credential.ts'
import { removeCredentials, storeCredential } from './credential-store.ts'
import { sealClient } from './create-tool-server.ts'
import { announceServer } from './server-topic.ts'
import { lockServer, requireServer, updateServer } from './server-store.ts'
import { toolServerSync } from '../job-kinds.ts'
import { refusePrivate, toToolServer } from './tool-server.ts'

/** Changes where a server is or what it is shown, suspends it or lets it be used again. */
export const changeToolServer = command({
  name: 'tool-server.change',
  permission: 'tool:manage',
  input: ChangeToolServer,
  output: ToolServer,
  async run(context, { toolServerId, url, headers, clientId, clientSecret, isSuspended }) {
    const { tx, scope, emit, enqueue } = context
    const before = await lockServer(tx, toolServerId)
    const isMoved = url !== undefined && url !== before.url
    if (url !== undefined) {
      if (before.transport === 'program') throw refusal('url', 'not allowed for a program')
      refusePrivate(scope, url)
    }
    const isShared = before.auth === 'headers' && !before.is_personal
    if (headers && !isShared) throw refusal('headers', 'only allowed when all members share them')
    // What was given for one address is not shown to another unasked, or whoever sets the address could read it.
    if (isMoved && isShared && !headers) throw refusal('headers', 'enter them again with the new address')
    if (isMoved) await removeCredentials(tx, toolServerId)
    if (headers) {
      const place = { serverId: toolServerId, holderId: scope.tenantId }
      await storeCredential(tx, { tenantId: scope.tenantId, ...place, ...sealHeaders(scope, place, headers) })
    }
    await updateServer(tx, toolServerId, {
      ...(url !== undefined && { url }),
      ...(clientId !== undefined && { client_id: clientId, sealed_client_secret: null }),
      ...(clientSecret !== undefined && {
        sealed_client_secret: clientSecret && sealClient(scope, toolServerId, clientSecret),
      }),
      ...(isSuspended !== undefined && { suspended_at: isSuspended ? scope.app.now() : null }),
    })
    if (isSuspended) cancelScheduledJob(context, toolServerSync, toolServerId)
    announceServer(context, toolServerId)
    emit({ type: 'tool-server.changed', payload: { toolServerId, name: before.name } })
    const facts = await requireServer(tx, toolServerId)
    const { server } = facts
    if (!server.suspended_at && !server.is_personal && toToolServer(scope, facts).isSignedIn)
      enqueue(toolServerSync, { toolServerId })
    return toToolServer(scope, facts)
  },
})

const refusal = (path: string, message: string) => invalidInput(`${path}: ${message}`, [{ path, message }])
