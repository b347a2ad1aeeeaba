import type { ErrorCode } from '#contract/error-codes.ts'
import { Fault } from '#kernel/fault.ts'
import type { Ports } from '#kernel/ports.ts'
import type { Scope } from '#kernel/scope.ts'
import { step } from '#kernel/step.ts'
import type { KeptWords } from '#platform/lexical/kept-words.ts'
import { analysePassage } from '../passages/analysed-passage.ts'
import { putOnEdits } from '../passages/edited-draft.ts'
import { failureOf } from '../documents/failure-of.ts'
import { failDocument } from '../documents/fail-document.ts'
import { faqPassage } from '../faq-entries/faq-entry.ts'
import { removePassages } from '../passage-store.ts'
import { lockDocument, requireKnowledgeBase } from '../visible.ts'
import { type DocumentRow, progressOf } from '../documents/document.ts'
import { readKeptWords } from '../search-dictionary/search-dictionary-store.ts'
import { updateDocument } from '../documents/document-store.ts'
import { listEdits, type PassageEditRow } from '../passages/passage-edit-store.ts'
import { type PassageSize, sizeOfPassages } from '../passage-size.ts'
import { readOriginal } from './read-original.ts'
import { splitDocument } from './split-document.ts'
import { storePart } from './store-part.ts'

// The larger this is, the fewer terms are counted one by one; but the transaction takes longer.
const PASSAGES_AT_ONCE = 128

// Failures that a retry would meet again. Others are thrown, and the queue retries later.
const lasting: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'invalid_input',
  'not_found',
  'too_large',
  'limit_reached',
])

/**
 * Makes a document searchable: reads it, splits it, stores its passages. Can be killed at any point and run again: the
 * next run starts over, and only a finished one is found.
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
  // Passages of earlier revisions, also if a run was killed before it removed them.
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

const AT_ONCE = 200

/**
 * Removes some passages that nobody finds any more: neither live nor blocked nor being made. Returns whether there may
 * be more.
 */
const clearLeftOver = step(
  async ({ tx, scope }, { documentId }: { documentId: string }): Promise<boolean> => {
    const row = await lockDocument(tx, scope, documentId)
    if (!row) return false
    const isBeingMade = row.state === 'extracting' || row.state === 'indexing'
    const kept = [row.live_revision, row.blocked_revision, isBeingMade ? row.revision : null]
    const keep = kept.filter((one) => one !== null)
    return (await removePassages(tx, row, { keep, limit: AT_ONCE })) === AT_ONCE
  },
)

/** The input of indexing; the bytes are in `content` or under `row.blob_key`. */
interface BegunIndexing {
  readonly row: DocumentRow
  readonly content: string | null
  readonly size: PassageSize
  readonly edits: readonly PassageEditRow[]
  readonly kept: KeptWords
}

/**
 * Claims a document for indexing: from now on, earlier attempts can no longer write. Null if there is nothing to do.
 */
export const beginIndexing = step(
  async ({ tx, scope, emit }, { documentId }: { documentId: string }): Promise<BegunIndexing | null> => {
    const found = await lockDocument(tx, scope, documentId)
    if (!found || found.state === 'ready' || found.state === 'failed') return null
    const knowledgeBase = await requireKnowledgeBase(tx, scope, found.knowledge_base_id)
    const row = await updateDocument(tx, documentId, {
      generation: knowledgeBase.generation,
      state: 'extracting',
      progress: 0,
      revision: found.revision + 1,
    })
    emit({ type: 'document.changed', payload: progressOf(row) })
    const { content } = await tx
      .selectFrom('documents')
      .select('content')
      .where('id', '=', documentId)
      .executeTakeFirstOrThrow()
    const edits = await listEdits(tx, documentId)
    return { row, content, size: sizeOfPassages(knowledgeBase), edits, kept: await readKeptWords(tx, scope) }
  },
)
