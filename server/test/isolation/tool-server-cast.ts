import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { entrustedScope } from '#features/access/index.ts'
import { keepBegun } from '#features/tools/servers/sign-in-steps.ts'
import { begunNowhere, readingKey } from '#test/support/no-tool-servers.ts'
import { createCustomTool, createToolServer, setOwnHeaders } from '#features/tools/index.ts'
import type { Scope } from '#kernel/scope.ts'
import { freshWord } from './template.ts'

/** Tools that somebody else's server does. */
export const makeOutsideTools = async (
  entity: 'customTool' | 'toolServer',
  { scope, ofTenant, tenantCanary, flavour }: Making,
): Promise<string> => {
  if (entity === 'customTool') return makeCustomTool(ofTenant, tenantCanary)
  const toolServerId = await makeToolServer(ofTenant, tenantCanary, flavour)
  if (flavour === 'reading') await setOwnHeaders(scope, { toolServerId, headers: readingKey })
  return toolServerId
}

interface Making {
  scope: Scope
  ofTenant: Scope
  tenantCanary: string
  flavour: string
}

/** Nobody is there; `offering` has a tool that waits to be approved, and `reading` is there for whoever made it. */
async function makeToolServer(ofTenant: Scope, canary: string, flavour: string): Promise<string> {
  const { app, tenantId } = ofTenant
  const { id } = await createToolServer(ofTenant, {
    name: freshWord().toLowerCase(),
    url: `https://tools.invalid/${canary}`,
    auth: flavour === 'signed' ? 'oauth' : 'headers',
    isPersonal: true,
  })
  const hints = { isReadOnly: true, isDestructive: false, isIdempotent: true, isOpenWorld: false }
  const offered = JSON.stringify({ title: canary, description: '', inputSchema: {}, ...hints })
  if (flavour === 'offering')
    await app.database.write(tenantId, (tx) =>
      tx
        .insertInto('served_tools')
        .values({
          tenant_id: tenantId,
          server_id: id,
          name: 'lend',
          offered,
          offered_fingerprint: 'as-shown',
        })
        .execute(),
    )
  return id
}

/** Answers its state: whoever comes back with it names the sign-in. */
export async function beginSignIn(scope: Scope, toolServerId: string): Promise<string> {
  const inside = entrustedScope(scope, scope.tenantId, scope.actor)
  const state = randomUUID()
  const { rows } = await scope.app.database.read(scope.tenantId, (tx) =>
    sql<{ id: string }>`SELECT id FROM members ORDER BY (id = ${scope.actor.id}) DESC LIMIT 1`.execute(tx),
  )
  await keepBegun(inside, { toolServerId, memberId: rows[0]?.id ?? '', state, begun: begunNowhere })
  return state
}

/** Nobody is there to answer. */
async function makeCustomTool(ofTenant: Scope, canary: string): Promise<string> {
  const { tool } = await createCustomTool(ofTenant, {
    kind: 'webhook',
    name: freshWord().toLowerCase(),
    url: `https://tools.invalid/${canary}`,
    description: canary,
    inputSchema: {},
  })
  return tool.id
}
