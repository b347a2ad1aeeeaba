import { findContact } from '#features/people/index.ts'
import type { Transaction } from '#platform/database/open.ts'
import { findVisitorSession, type VisitorSessionRow } from '../visitor-sessions/visitor-session-store.ts'
import type { WidgetRow } from '../widget.ts'

/** The visitor session that a browser had before. */
export interface Former {
  readonly visitorSession: VisitorSessionRow
  readonly visitorId: string
  /** Whether it still belongs to a visitor without a verified identity. */
  readonly isAnonymous: boolean
}

/** The visitor session of a token, if it belongs to this widget and is still valid. */
export async function findFormer(
  tx: Transaction,
  tokenHash: string,
  widget: WidgetRow,
): Promise<Former | null> {
  const visitorSession = await findVisitorSession(tx, tokenHash)
  if (
    !visitorSession ||
    visitorSession.widget_id !== widget.id ||
    visitorSession.expires_at.getTime() <= Date.now()
  )
    return null
  const visitor = await findContact(tx, widget.tenant_id, visitorSession.visitor_id)
  if (!visitor || visitor.erasing_at !== null) return null
  const isAnonymous = !visitorSession.is_verified && visitor.verified_at === null
  return { visitorSession, visitorId: visitor.id, isAnonymous }
}
