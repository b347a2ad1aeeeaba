import type { Price } from '#contract/money.ts'
import type { EmbeddingModel } from '#kernel/model-ports.ts'
import type { Scope } from '#kernel/scope.ts'
import { SealBroken } from '#platform/crypto/vault.ts'
import { accessOf } from './access-of.ts'
import { catalogueOf } from './catalogue.ts'
import { type EquippedConnection, priceOf } from './connection.ts'

/**
 * The embedding model with that ID: of the tenant's connection that its first half names, otherwise of the server. Null
 * if there is none, or its connection is suspended or has no embeddings.
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
    const access = accessOf(scope, connection)
    const name = id.slice(at + 1)
    const price = priceIn(connection, name) ?? scope.app.ports.providers.knownPrice(access, plain(name))
    const made = scope.app.ports.embeddings.connect(access, { id, name, price })
    if (made) embeddings.set(id, made)
    return made
  } catch (error) {
    if (error instanceof SealBroken) return null
    throw error
  }
}

/** Without the dimension that its vectors are to have. */
const plain = (name: string): string => name.replace(/@\d+$/, '')

/** The tenant's price for a model of its connection. */
function priceIn({ models }: EquippedConnection, name: string): Price | null {
  const model = models.find((one) => one.name === name) ?? models.find((one) => one.name === plain(name))
  return model ? priceOf(model) : null
}

/** Whether a connection can make embeddings: it is not suspended, and its kind of provider has them. */
export const makesVectors = (scope: Scope, connection: EquippedConnection): boolean =>
  connection.suspended_at === null &&
  // Only the kind matters, so the key is not decrypted.
  scope.app.ports.embeddings.connect(accessOf(scope, { ...connection, sealed_key: null }), {
    id: connection.name,
    name: '',
    price: null,
  }) !== null
