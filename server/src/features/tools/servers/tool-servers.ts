import { z } from 'zod'
import {
  ToolServerList,
  ChangeToolServer,
  ToolServer,
  ToolServerRef,
  ApproveServerTools,
  SyncedToolServer,
} from '#contract/shapes/tool-server.ts'
import { findTenant } from '#features/tenants/index.ts'
import { query, command } from '#kernel/use-case.ts'
import { cancelScheduledJob } from '#kernel/scheduled-jobs.ts'
import { invalidInput, conflict } from '#kernel/fault.ts'
import { toolServerSync } from '../job-kinds.ts'
import { listServerFacts, lockServer, requireServer, updateServer, removeServer } from './server-store.ts'
import { toToolServer, refusePrivate } from './tool-server.ts'
import { sealHeaders } from './credential.ts'
import { removeCredentials, storeCredential } from './credential-store.ts'
import { sealClient } from './create-tool-server.ts'
import { announceServer } from './server-topic.ts'
import { approveTool } from './served-store.ts'
import { readToolServer } from './sync-tool-server.ts'

/** Lists tool servers with their state. */
export const listToolServers = query({
  name: 'tool-server.list',
  permission: 'tool:use',
  input: z.strictObject({}),
  output: ToolServerList,
  async run({ tx, scope }) {
    const facts = await listServerFacts(tx)
    const tenant = await findTenant(tx, scope.tenantId)
    const mayAdd = scope.actor.permissions.has('tool:manage')
    return {
      items: facts.map((one) => toToolServer(scope, one)),
      programs: mayAdd ? [...scope.app.ports.toolServers.programs(tenant?.slug ?? '')] : [],
    }
  },
})

/** Changes a tool server's address or credentials, or suspends or resumes it. */
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
    // Credentials for one address are never sent to another automatically, or whoever sets the address could read them.
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

/** Removes a server, with its tools and all that it was shown. */
export const deleteToolServer = command({
  name: 'tool-server.delete',
  permission: 'tool:manage',
  input: ToolServerRef,
  output: z.null(),
  async run(context, { toolServerId }) {
    const { name } = await lockServer(context.tx, toolServerId)
    await removeServer(context.tx, toolServerId)
    cancelScheduledJob(context, toolServerSync, toolServerId)
    announceServer(context, toolServerId)
    context.emit({ type: 'tool-server.deleted', payload: { toolServerId, name } })
    return null
  },
})

/** Says that new or changed tools of a server may be used as they were shown. */
export const approveServerTools = command({
  name: 'tool-server.approve-tools',
  permission: 'tool:manage',
  input: ApproveServerTools,
  output: SyncedToolServer,
  async run(context, { toolServerId, tools }) {
    const { name } = await lockServer(context.tx, toolServerId)
    for (const tool of tools)
      if (!(await approveTool(context.tx, toolServerId, tool)))
        throw conflict(`${tool.name} has changed since it was shown; review it again.`)
    context.emit({
      type: 'tool-server.tools-approved',
      payload: { toolServerId, name, tools: tools.map((tool) => tool.name) },
    })
    return readToolServer.within(context, { toolServerId })
  },
})
