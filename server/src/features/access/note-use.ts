import { touchMember, touchVisitor } from '#features/people/index.ts'
import type { Transaction } from '#platform/database/open.ts'
import type { Application } from '#kernel/application.ts'
import { logOf } from '#kernel/log-of.ts'
import type { Scope } from '#kernel/scope.ts'
import { touchApiKey } from './api-key-store.ts'
import { boundedMap, type BoundedMap } from '#kernel/bounded-map.ts'
import type { Credential } from './credential.ts'
import { type AskedFrom, askedFrom, touchSession } from './session-store.ts'

const EVERY_MS = 60_000
const noted = new WeakMap<object, BoundedMap<number>>()

/** Notes that a key, a session or a visitor's token is used, at most once a minute, without letting the caller wait or fail for it. */
export function noteUse(app: Application, credential: Credential, scope: Scope): void {
  const latest = noted.get(app.database) ?? boundedMap<number>(10_000)
  noted.set(app.database, latest)
  const now = performance.now()
  if (now - (latest.get(credential.id) ?? -EVERY_MS) < EVERY_MS) return
  latest.set(credential.id, now)
  const from = askedFrom(scope)
  app.database
    .write(credential.tenantId, (tx) => touch(tx, credential, from))
    .catch((error: unknown) =>
      logOf(scope).warn({ err: error }, 'The last use of a credential could not be recorded.'),
    )
}

async function touch(tx: Transaction, { kind, id, holder }: Credential, from: AskedFrom) {
  if (kind === 'api-key') return touchApiKey(tx, id)
  if (kind === 'visitor' || kind === 'visitor-session') return touchVisitor(tx, holder.id)
  // In the order in which a change to a member locks them.
  await touchMember(tx, holder.id)
  await touchSession(tx, id, from)
}
