import type { ErrorCode } from '#contract/error-codes.ts'
import { Fault } from '#kernel/fault.ts'
import type { Ports } from '#kernel/ports.ts'
import type { Scope } from '#kernel/scope.ts'
import { analysePassage } from '../passages/analysed-passage.ts'
import { type BegunIndexing, beginIndexing } from './begin-indexing.ts'
import { clearLeftOver } from './clear-left-over.ts'
import { putOnEdits } from '../passages/edited-draft.ts'
import { failureOf } from '../documents/failure-of.ts'
import { failDocument } from '../documents/fail-document.ts'
import { faqPassage } from '../faq-entries/faq-entry.ts'
import { readOriginal } from './read-original.ts'
import { splitDocument } from './split-document.ts'
import { storePart } from './store-part.ts'

// The more, the fewer terms are counted one by one; the embedded database does nothing else meanwhile.
const PASSAGES_AT_ONCE = 128

// Failures that another try would meet again. Others are thrown, and the queue tries again later.
const lasting: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'invalid_input',
  'not_found',
  'too_large',
  'limit_reached',
])

/**
 * Makes a document searchable: reads it, splits it, stores its passages. May be killed anywhere and run again: the
 * next run begins anew, and only a finished one is found.
 */
export async function indexDocument(scope: Scope, { documentId }: { documentId: string }): Promise<void> {
  const { ports } = scope.app
  const begun = await beginIndexing(scope, { documentId })
  try {
    if (begun) await index(scope, ports, begun)
  } catch (error) {
    if (scope.signal.aborted || !(error instanceof Fault) || !lasting.has(error.code)) throw error
    await failDocument(scope, {
      documentId,
      revision: begun?.row.revision ?? null,
      ...failureOf(error),
    })
  }
  // What earlier versions left behind, also when a run was killed before it came to that.
  if (begun?.row.revision !== 1) await clear(scope, documentId)
}

async function clear(scope: Scope, documentId: string): Promise<void> {
  while (await clearLeftOver(scope, { documentId })) scope.signal.throwIfAborted()
}

async function index(scope: Scope, ports: Ports, begun: BegunIndexing): Promise<void> {
  const { row, size, edits, kept } = begun
  const attempt = { documentId: row.id, revision: row.revision }
  if (attempt.revision !== 1) await clear(scope, row.id)

  const document = await readOriginal(scope, ports, begun)
  const drafts =
    row.kind === 'faq-entry' ? [faqPassage(document)] : putOnEdits(splitDocument(document, size), edits)
  for (let at = 0; at < drafts.length; at += PASSAGES_AT_ONCE) {
    scope.signal.throwIfAborted()
    const passages = drafts
      .slice(at, at + PASSAGES_AT_ONCE)
      .map((draft) => analysePassage(draft, row.name, kept))
    const goesOn = await storePart(scope, {
      ...attempt,
      text: at === 0 ? document.text : null,
      characterCount: document.text.length,
      passages,
      stored: at + passages.length,
      total: drafts.length,
    })
    if (!goesOn) return
  }
}
