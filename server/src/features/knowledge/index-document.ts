import type { ErrorCode } from '#contract/error-codes.ts'
import { DocumentRef } from '#contract/shapes/knowledge.ts'
import { Fault } from '#kernel/fault.ts'
import type { ExtractedDocument, Ports } from '#kernel/ports.ts'
import type { Scope } from '#kernel/scope.ts'
import { flow } from '#kernel/use-case.ts'
import { analysePassage } from './analysed-passage.ts'
import { type BegunIndexing, beginIndexing } from './begin-indexing.ts'
import { clearLeftOver } from './clear-left-over.ts'
import { failDocument } from './fail-document.ts'
import { isPicture, readPicture } from './read-picture.ts'
import { splitDocument } from './split-document.ts'
import { storePart } from './store-part.ts'

const PASSAGES_AT_ONCE = 64

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
export const indexDocument = flow({
  name: 'document.index',
  permission: 'internal',
  input: DocumentRef,
  async run({ scope, ports }, { documentId }): Promise<void> {
    const begun = await beginIndexing(scope, { documentId })
    if (!begun) return
    try {
      await index(scope, ports, begun)
    } catch (error) {
      if (scope.signal.aborted || !(error instanceof Fault) || !lasting.has(error.code)) throw error
      await failDocument(scope, {
        documentId,
        revision: begun.row.revision,
        code: error.code,
        detail: error.message,
      })
    }
  },
})

async function index(scope: Scope, ports: Ports, begun: BegunIndexing): Promise<void> {
  const attempt = { documentId: begun.row.id, revision: begun.row.revision }
  const isFirstAttempt = attempt.revision === 1
  while (!isFirstAttempt && (await clearLeftOver(scope, attempt))) scope.signal.throwIfAborted()

  const document = await extract(scope, ports, begun)
  const drafts = splitDocument(document)
  for (let at = 0; at < drafts.length; at += PASSAGES_AT_ONCE) {
    scope.signal.throwIfAborted()
    const passages = drafts
      .slice(at, at + PASSAGES_AT_ONCE)
      .map((draft) => analysePassage(draft, begun.row.name))
    const text = at === 0 ? document.text : null
    const goesOn = await storePart(scope, {
      ...attempt,
      text,
      passages,
      stored: at + passages.length,
      total: drafts.length,
    })
    if (!goesOn) return
  }
}

async function extract(
  scope: Scope,
  ports: Ports,
  { row, content }: BegunIndexing,
): Promise<ExtractedDocument> {
  const bytes = content === null ? await ports.blobs.read(row.blob_key ?? '') : Buffer.from(content)
  if (isPicture(row.media_type)) return readPicture(scope, ports, bytes, row.media_type)
  return ports.documents.extract(bytes, row.media_type, scope.signal)
}
