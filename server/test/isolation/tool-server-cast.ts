import { createToolServer } from '#features/tools/index.ts'
import type { Scope } from '#kernel/scope.ts'
import { freshWord } from './template.ts'

/** Nobody is there; `offering` has a tool that waits to be approved. */
export async function makeToolServer(ofTenant: Scope, canary: string, flavour: string): Promise<string> {
  const { app, tenantId } = ofTenant
  const { id } = await createToolServer(ofTenant, {
    name: freshWord().toLowerCase(),
    url: `https://tools.invalid/${canary}`,
    auth: 'headers',
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
