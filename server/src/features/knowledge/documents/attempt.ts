import { z } from 'zod'
import { id } from '#contract/ids.ts'
import type { Transaction } from '#platform/database/open.ts'
import type { Scope } from '#kernel/scope.ts'
import type { DocumentRow } from './document.ts'
import { lockDocument } from '../visible.ts'

/** Names one attempt to index a document. */
export const Attempt = z.strictObject({ documentId: id('document'), revision: z.int() })

/**
 * The document, locked, if that attempt is still the one that indexes it; null if the document was deleted or the
 * indexing restarted.
 */
export async function lockAttempt(
  tx: Transaction,
  scope: Scope,
  { documentId, revision }: z.output<typeof Attempt>,
): Promise<DocumentRow | null> {
  const row = await lockDocument(tx, scope, documentId)
  const isCurrent = row?.revision === revision && (row.state === 'extracting' || row.state === 'indexing')
  return isCurrent ? row : null
}
