import { findContact } from '#features/people/index.ts'
import type { Transaction } from '#platform/database/open.ts'
import { findPassOfToken, type PassRow } from '../passes/pass-store.ts'
import type { WidgetRow } from '../widget.ts'

/** The pass that a browser had before. */
export interface Former {
  readonly pass: PassRow
  readonly visitorId: string
  /** Whether it still stands for somebody whom nobody has vouched for. */
  readonly isAnonymous: boolean
}

/** The pass of a token, where it is one of this widget and was still good. */
export async function findFormer(
  tx: Transaction,
  tokenHash: string,
  widget: WidgetRow,
): Promise<Former | null> {
  const pass = await findPassOfToken(tx, tokenHash)
  if (!pass || pass.widget_id !== widget.id || pass.expires_at.getTime() <= Date.now()) return null
  const visitor = await findContact(tx, widget.tenant_id, pass.visitor_id)
  if (!visitor || visitor.erasing_at !== null) return null
  const isAnonymous = !pass.is_verified && visitor.verified_at === null
  return { pass, visitorId: visitor.id, isAnonymous }
}
