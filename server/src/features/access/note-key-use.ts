import type { Application } from '#kernel/application.ts'
import { touchApiKey } from './api-key-store.ts'
import { boundedMap, type BoundedMap } from './bounded-map.ts'
import type { CredentialRef } from './credential.ts'

const EVERY_MS = 60_000
const noted = new WeakMap<object, BoundedMap<number>>()

/** Notes that a key is used, at most once a minute, without letting the caller wait or fail for it. */
export function noteKeyUse(app: Application, key: CredentialRef): void {
  const latest = noted.get(app.database) ?? boundedMap<number>(10_000)
  noted.set(app.database, latest)
  const now = performance.now()
  if (now - (latest.get(key.id) ?? -EVERY_MS) < EVERY_MS) return
  latest.set(key.id, now)
  app.database
    .write(key.tenantId, (tx) => touchApiKey(tx, key.id))
    .catch((error: unknown) => app.log.warn({ err: error }, 'The last use of an API key could not be noted.'))
}
