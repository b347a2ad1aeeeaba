import type { Log } from '#platform/log/log.ts'
import type { Asker } from './asker.ts'
import type { Scope } from './scope.ts'

/** A log that adds the request and tenant to each line, and the conversation if it is known. */
export function logOf(
  { app, tenantId, requestId }: Pick<Scope, 'app' | 'tenantId' | 'requestId'>,
  conversationId?: string | null,
): Log {
  const ids = askerOf({ tenantId, requestId }, conversationId)
  return {
    debug: (fields, sentence) => app.log.debug({ ...ids, ...fields }, sentence),
    info: (fields, sentence) => app.log.info({ ...ids, ...fields }, sentence),
    warn: (fields, sentence) => app.log.warn({ ...ids, ...fields }, sentence),
    error: (fields, sentence) => app.log.error({ ...ids, ...fields }, sentence),
  }
}

/** The same IDs for calls to the outside world. */
export const askerOf = (
  { tenantId, requestId }: Pick<Scope, 'tenantId' | 'requestId'>,
  conversationId?: string | null,
): Asker => ({ requestId, tenantId, ...(conversationId && { conversationId }) })
