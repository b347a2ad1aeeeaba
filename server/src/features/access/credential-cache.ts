import type { Application } from '#kernel/application.ts'
import { type BoundedMap, boundedMap } from './bounded-map.ts'
import type { Credential } from './credential.ts'
import { onCredentialChange } from './credential-topic.ts'
import { findCredential } from './find-credential.ts'
import { lookAtTenant } from './suspension.ts'
import { hashToken } from './token.ts'

const KEPT_MS = 2_000
const ENTRIES_MAX = 10_000

interface Cache {
  readonly entries: BoundedMap<{ credential: Credential; readAt: number }>
  /** Counts the changes heard: a row read before one of them is not kept. */
  changes: number
}

const caches = new WeakMap<object, Cache>()

function cacheOf(app: Application): Cache {
  // By the topics it listens to, so that copies of an application share what they hear.
  const existing = caches.get(app.live)
  if (existing) return existing
  const cache: Cache = { entries: boundedMap(ENTRIES_MAX), changes: 0 }
  onCredentialChange(app, (id) => {
    cache.changes += 1
    cache.entries.dropWhere(({ credential }) => credential.id === id || credential.holder.id === id)
  })
  caches.set(app.live, cache)
  return cache
}

/**
 * The credential behind a token, remembered for two seconds. A change that commits in this process is seen at once,
 * one in another process after those two seconds at most. Unknown tokens are not remembered.
 */
export async function recallCredential(app: Application, token: string): Promise<Credential | null> {
  const cache = cacheOf(app)
  const hash = hashToken(token)
  const kept = cache.entries.get(hash)
  if (kept && performance.now() - kept.readAt < KEPT_MS) return kept.credential

  const readAt = performance.now()
  const { changes } = cache
  const credential = await app.database.system(async (tx) => {
    const found = await findCredential(tx, token)
    // Whoever enters is asked next whether the tenant is open.
    if (found) await lookAtTenant(app, tx, found.tenantId)
    return found
  })
  if (credential && cache.changes === changes) cache.entries.set(hash, { credential, readAt })
  return credential
}
