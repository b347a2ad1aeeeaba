import { uuidv7 } from 'uuidv7'
import type { z } from 'zod'
import { CreateToolServer, ToolServer } from '#contract/shapes/tool-server.ts'
import { findTenant } from '#features/tenants/index.ts'
import { invalidInput } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { command } from '#kernel/use-case.ts'
import { seal, sealHeaders } from './credential.ts'
import { storeCredential } from './credential-store.ts'
import { insertServer, requireServer } from './server-store.ts'
import { toolServerSync } from '../job-kinds.ts'
import { refusePrivate, toToolServer } from './tool-server.ts'

/** Adds a tool server: by its URL, or a program from the operator’s file. */
export const createToolServer = command({
  name: 'tool-server.create',
  permission: 'tool:manage',
  input: CreateToolServer,
  output: ToolServer,
  async run({ tx, scope, emit, enqueue }, given) {
    const { name, transport, url, program, auth, isPersonal, headers, clientId, clientSecret } = given
    refuseUnfit(given)
    if (url !== null) refusePrivate(scope, url)
    if (program !== null) {
      const tenant = await findTenant(tx, scope.tenantId)
      const known = scope.app.ports.toolServers.programs(tenant?.slug ?? '')
      if (!known.some((one) => one.name === program)) throw refusal('program', 'this program does not exist')
    }
    const { tenantId } = scope
    const id = uuidv7()
    await insertServer(tx, {
      tenant_id: tenantId,
      id,
      name,
      transport,
      url,
      program,
      auth,
      is_personal: isPersonal,
      client_id: clientId,
      sealed_client_secret: clientSecret === null ? null : sealClient(scope, id, clientSecret),
    })
    if (auth === 'headers' && !isPersonal) {
      const place = { serverId: id, holderId: tenantId }
      await storeCredential(tx, { tenantId, ...place, ...sealHeaders(scope, place, headers) })
    }
    emit({ type: 'tool-server.created', payload: { toolServerId: id, name } })
    if (auth !== 'oauth' && !isPersonal) enqueue(toolServerSync, { toolServerId: id })
    return toToolServer(scope, await requireServer(tx, id))
  },
})

/** Our client secret at its authorization server, encrypted for it. */
export const sealClient = (scope: Scope, serverId: string, secret: string): string =>
  seal(scope, { serverId, holderId: 'client' }, secret)

const refusal = (path: string, message: string) => invalidInput(`${path}: ${message}`, [{ path, message }])

/** Throws Fault `invalid_input` for facts that do not go together. */
function refuseUnfit(given: z.output<typeof CreateToolServer>): void {
  const { transport, url, program, auth, isPersonal, headers, clientId, clientSecret } = given
  const isProgram = transport === 'program'
  if (isProgram !== (program !== null))
    throw refusal('program', 'required with the transport `program`, not allowed otherwise')
  if (isProgram === (url !== null))
    throw refusal('url', isProgram ? 'not allowed for a program' : 'required unless it is a program')
  if (isProgram && auth !== 'none') throw refusal('auth', 'a program takes no headers')
  if (isPersonal && auth === 'none') throw refusal('isPersonal', 'not allowed without headers or OAuth')
  const hasHeaders = Object.keys(headers).length > 0
  if (hasHeaders && (auth !== 'headers' || isPersonal))
    throw refusal('headers', 'only allowed when all members share them')
  if (auth === 'headers' && !isPersonal && !hasHeaders) throw refusal('headers', 'choose at least one')
  if (auth !== 'oauth' && (clientId ?? clientSecret) !== null)
    throw refusal('clientId', 'only allowed with OAuth sign-in')
  if (clientSecret !== null && clientId === null) throw refusal('clientId', 'required with a client secret')
}
