import { randomBytes } from 'node:crypto'
import { BeginToolSignIn, FinishToolSignIn, ToolServer, ToolServerRef } from '#contract/shapes/tool-server.ts'
import { entrustedScope } from '#features/access/index.ts'
import { Fault, forbidden, notFound } from '#kernel/fault.ts'
import { actorId, type Scope } from '#kernel/scope.ts'
import { flow, query } from '#kernel/use-case.ts'
import { unseal } from './credential.ts'
import { inspectServer } from './inspect-server.ts'
import { lookUpServer } from './look-up-server.ts'
import { requireServer } from './server-store.ts'
import { keepBegun, keepGrant, takeBegun } from './sign-in-steps.ts'
import { type ToolServerRow, toToolServer } from './tool-server.ts'

/** Starts a sign-in at a tool server: returns the page where the member continues. */
export const beginToolSignIn = flow({
  name: 'tool-server.begin-sign-in',
  permission: 'tool:use',
  input: ToolServerRef,
  output: BeginToolSignIn,
  async run({ scope, ports }, { toolServerId }) {
    const server = await lookUpServer(scope, { toolServerId })
    refuseOthers(scope, server)
    const state = randomBytes(32).toString('base64url')
    const redirectUrl = `${homeOf(scope)}/settings/tools`
    const secret = server.sealed_client_secret
    const client =
      server.client_id === null
        ? null
        : { id: server.client_id, secret: secret && openClient(scope, server, secret) }
    const { page, begun } = await ports.toolServers.signIns.begin(
      { url: server.url ?? '', client },
      { redirectUrl, state },
      scope.signal,
    )
    await keepBegun(inside(scope), { toolServerId, memberId: actorId(scope), state, begun })
    return { page }
  },
})

/** Finishes a sign-in with the parameters of the redirect, and checks the server. */
export const finishToolSignIn = flow({
  name: 'tool-server.finish-sign-in',
  permission: 'tool:use',
  input: FinishToolSignIn,
  output: ToolServer,
  async run({ scope, ports }, { state, code, issuer }) {
    const taken = await takeBegun(inside(scope), { memberId: actorId(scope), state })
    if (!taken) throw notFound('sign-in')
    const { toolServerId, begun } = taken
    const server = await lookUpServer(scope, { toolServerId })
    refuseOthers(scope, server)
    const grant = await ports.toolServers.signIns.finish(begun, { code, issuer }, scope.signal)
    const holderId = server.is_personal ? actorId(scope) : scope.tenantId
    await keepGrant(inside(scope), { toolServerId, holderId, grant })
    await inspectServer(scope, ports, server)
    return showServer(scope, { toolServerId })
  },
})

/** The server as the caller sees it. Part of use-cases that change its state. */
const showServer = query({
  name: 'tool-server.show',
  permission: 'tool:use',
  input: ToolServerRef,
  run: async ({ tx, scope }, { toolServerId }) => toToolServer(scope, await requireServer(tx, toolServerId)),
})

const inside = (scope: Scope) => entrustedScope(scope, scope.tenantId, scope.actor)

const openClient = (scope: Scope, server: ToolServerRow, sealed: string) =>
  unseal<string>(scope, { serverId: server.id, holderId: 'client' }, sealed)

/** Throws Fault unless the caller may sign in there. */
function refuseOthers(scope: Scope, server: ToolServerRow): void {
  if (server.auth !== 'oauth')
    throw new Fault('precondition_failed', 'This tool server does not use sign-in.')
  if (scope.actor.kind !== 'member') throw forbidden()
  if (!server.is_personal && !scope.actor.permissions.has('tool:manage'))
    throw forbidden('This sign-in is shared; only somebody who manages tools can sign in.')
}

/** The URL of this server to which members return. */
function homeOf({ app, origin }: Scope): string {
  const home = app.settings.publicUrl ?? (origin.page?.isOwn ? origin.page.origin : null)
  if (home === null)
    throw new Fault('precondition_failed', 'Set PARLEY_PUBLIC_URL to the public URL of this server.')
  return home.replace(/(?<!\/)\/+$/, '')
}
