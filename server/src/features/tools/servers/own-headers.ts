import { z } from 'zod'
import { SetOwnHeaders, ToolServerRef } from '#contract/shapes/tool-server.ts'
import { Fault } from '#kernel/fault.ts'
import { actorId } from '#kernel/scope.ts'
import { command } from '#kernel/use-case.ts'
import { sealHeaders } from './credential.ts'
import { removeCredential, storeCredential } from './credential-store.ts'
import { announceServer } from './server-topic.ts'
import { lockServer } from './server-store.ts'
import { holderOf } from './tool-server.ts'

/** Sets the headers, such as a key, that a server gets when it is called for the member. */
export const setOwnHeaders = command({
  name: 'tool-server.set-own-headers',
  permission: 'tool:use',
  input: SetOwnHeaders,
  output: z.null(),
  async run(context, { toolServerId, headers }) {
    const { tx, scope, emit } = context
    const server = await lockServer(tx, toolServerId)
    if (server.auth !== 'headers' || !server.is_personal)
      throw new Fault('precondition_failed', 'This tool server does not use headers of its members.')
    const place = { serverId: toolServerId, holderId: actorId(scope) }
    await storeCredential(tx, { tenantId: scope.tenantId, ...place, ...sealHeaders(scope, place, headers) })
    announceServer(context, toolServerId)
    emit({ type: 'tool-server.signed-in', payload: { toolServerId, name: server.name } })
    return null
  },
})

/** Deletes the member's credentials for a server, or everyone's if they are shared. */
export const signOutOfToolServer = command({
  name: 'tool-server.sign-out',
  permission: 'tool:use',
  input: ToolServerRef,
  output: z.null(),
  async run(context, { toolServerId }) {
    const { tx, scope, emit } = context
    const server = await lockServer(tx, toolServerId)
    if (!server.is_personal && !scope.actor.permissions.has('tool:manage'))
      throw new Fault('forbidden', 'This sign-in is shared; only somebody who manages tools can end it.')
    const holderId = holderOf(scope, server)
    if (holderId !== null && (await removeCredential(tx, toolServerId, holderId))) {
      announceServer(context, toolServerId)
      emit({ type: 'tool-server.signed-out', payload: { toolServerId, name: server.name } })
    }
    return null
  },
})
