import type { EmbeddingModel } from '#kernel/model-ports.ts'
import type { Scope } from '#kernel/scope.ts'
import { SealBroken } from '#platform/crypto/vault.ts'
import { accessOf } from './access-of.ts'
import { catalogueOf } from './catalogue.ts'

/**
 * The embedding model of that id: of the tenant's connection that its first half names, else of the server. Null when
 * there is none, or its connection is suspended or of a kind that makes no vectors.
 */
export async function findEmbedding(scope: Scope, id: string): Promise<EmbeddingModel | null> {
  const { connections, embeddings } = await catalogueOf(scope)
  const opened = embeddings.get(id)
  if (opened) return opened
  const at = id.indexOf('/')
  const connection = connections.find(({ name }) => name === id.slice(0, at))
  if (!connection) return scope.app.ports.embeddings.find(id)
  if (connection.suspended_at) return null
  try {
    const made = scope.app.ports.embeddings.connect(accessOf(scope, connection), {
      id,
      name: id.slice(at + 1),
    })
    if (made) embeddings.set(id, made)
    return made
  } catch (error) {
    if (error instanceof SealBroken) return null
    throw error
  }
}
