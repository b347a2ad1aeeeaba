import type { Reader } from '#platform/database/open.ts'
import type { VisitorSession, VisitorSessions } from '#kernel/visitor-session.ts'
import { isAllowedAt } from '../origins.ts'
import { findWidgetOfKey } from '../widget-store.ts'

/** A visitor session is void if its widget is switched off, or requires an identity that it does not have. */
const usable = (tx: Reader) =>
  tx
    .selectFrom('visitor_sessions')
    .innerJoin('widgets', (join) =>
      join
        .onRef('widgets.tenant_id', '=', 'visitor_sessions.tenant_id')
        .onRef('widgets.id', '=', 'visitor_sessions.widget_id'),
    )
    .select([
      'visitor_sessions.tenant_id as tenantId',
      'visitor_sessions.id as id',
      'visitor_sessions.visitor_id as visitorId',
      'visitor_sessions.is_verified as isVerified',
      'visitor_sessions.expires_at as expiresAt',
      'widgets.id as widgetId',
      'widgets.agent_id as agentId',
      'widgets.allowed_origins as origins',
    ])
    .where('widgets.is_enabled', '=', true)
    .where((eb) =>
      eb.or([eb('visitor_sessions.is_verified', '=', true), eb('widgets.identity', '!=', 'required')]),
    )

type Found = Awaited<ReturnType<ReturnType<typeof usable>['executeTakeFirst']>>

const toVisitorSession = (found: Found): VisitorSession | null => {
  if (!found) return null
  const { origins, ...visitorSession } = found
  return { ...visitorSession, isAllowedAt: (origin) => isAllowedAt(origin, origins) }
}

/** Visitor sessions, for what lets people in. */
export const visitorSessions: VisitorSessions = {
  find: async (tx, tokenHash) =>
    toVisitorSession(
      await usable(tx).where('visitor_sessions.token_hash', '=', tokenHash).executeTakeFirst(),
    ),
  findAgain: async (tx, tenantId, id) =>
    toVisitorSession(
      await usable(tx)
        .where('visitor_sessions.tenant_id', '=', tenantId)
        .where('visitor_sessions.id', '=', id)
        .executeTakeFirst(),
    ),
  async findPlace(tx, publicKey) {
    const row = await findWidgetOfKey(tx, publicKey)
    return row?.is_enabled ? { tenantId: row.tenant_id, widgetId: row.id } : null
  },
}
