import { invalidInput } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Reader } from '#platform/database/open.ts'
import type { EquippedConnection } from './connection.ts'
import { listConnectionRows } from './connection-store.ts'
import { makesVectors } from './find-embedding.ts'

/**
 * Throws Fault `invalid_input` for an embedding model that is not configured: neither on the server nor on a connection
 * with embeddings. Does not check whether its provider has a model with that name.
 */
export async function refuseUnknownEmbedding(
  tx: Reader,
  scope: Scope,
  id: string | null | undefined,
): Promise<void> {
  if (!id) return
  const connection = (await listConnectionRows(tx)).find(named(id))
  if (connection ? makesVectors(scope, connection) : scope.app.ports.embeddings.find(id)) return
  throw invalidInput('This embedding model is not configured.', [
    { path: 'embeddingModel', message: 'not configured' },
  ])
}

const named = (id: string) => (connection: EquippedConnection) =>
  connection.name === id.slice(0, id.indexOf('/'))
