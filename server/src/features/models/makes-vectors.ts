import type { Scope } from '#kernel/scope.ts'
import { accessOf } from './access-of.ts'
import type { EquippedConnection } from './connection.ts'

/** Whether a connection can be asked for vectors: it is not suspended, and of a kind of provider that makes them. */
export const makesVectors = (scope: Scope, connection: EquippedConnection): boolean =>
  connection.suspended_at === null &&
  // Only the kind matters, so the key stays sealed.
  scope.app.ports.embeddings.connect(accessOf(scope, { ...connection, sealed_key: null }), {
    id: connection.name,
    name: '',
    price: null,
  }) !== null
