import { randomUUID } from 'node:crypto'
import * as access from '#features/access/index.ts'
import * as channels from '#features/channels/index.ts'
import * as search from '#features/search/index.ts'
import * as webhooks from '#features/webhooks/index.ts'
import type { Application } from '#kernel/application.ts'
import type { Scope } from '#kernel/scope.ts'
import { openConsumer } from '#platform/outbox/consumer.ts'

const SEARCH_LOOK_EVERY_MS = 15_000
const OUTWARD_LOOK_EVERY_MS = 5_000

/** Starts the background consumers of events, in every tenant: search, webhooks, and answers by email. */
export function openConsumers(app: Application) {
  const { database, log, settings } = app
  const inTenant =
    <R>(work: (scope: Scope) => Promise<R>) =>
    (tenantId: string, signal: AbortSignal) =>
      work(access.systemScope(app, tenantId, { requestId: randomUUID(), signal }))
  // Messages become searchable after their events, so that no turn waits for it.
  const searching = openConsumer({
    name: 'search',
    database,
    log,
    catchUp: inTenant(search.catchUp),
    pauseMs: settings.searchPauseMs,
    lookEveryMs: SEARCH_LOOK_EVERY_MS,
  })
  const outward = {
    database,
    log,
    isWanted: 'where it began',
    pauseMs: settings.outwardPauseMs,
    lookEveryMs: OUTWARD_LOOK_EVERY_MS,
  } as const
  const telling = openConsumer({
    ...outward,
    name: webhooks.CONSUMER,
    catchUp: inTenant((scope) => webhooks.beginBatches(scope)),
  })
  const mailing = openConsumer({
    ...outward,
    name: channels.MAIL_CONSUMER,
    catchUp: inTenant((scope) => channels.beginSending(scope)),
  })
  return {
    /** Something happened in a tenant. */
    note(tenantId: string) {
      searching.note(tenantId)
      telling.noteAny()
      mailing.noteAny()
    },
    async stop() {
      await searching.stop()
      await telling.stop()
      await mailing.stop()
    },
  }
}
