import { readStep } from '#kernel/step.ts'
import type { DocumentErrorCode } from '#contract/shapes/document-error-code.ts'
import { Fault } from '#kernel/fault.ts'
import type { ExtractedDocument } from '#kernel/file-ports.ts'
import { logOf } from '#kernel/log-of.ts'
import type { Ports } from '#kernel/ports.ts'
import type { Scope } from '#kernel/scope.ts'
import { mendDocument, requeueDocument } from './mend-document.ts'
import { type MendedPassage, mendedPassages } from './mended-passages.ts'
import { countOutdated, isIndexing, nextOutdated, storedPassages } from './mend-store.ts'
import { readOriginal } from './read-original.ts'

// The maximum for one transaction; a document with more is indexed again in parts.
const PASSAGES_MAX = 5_000
const BETWEEN_MS = 50
const LOOK_EVERY_MS = 500
const LOOKS_MAX = 120

const nextToRead = readStep(
  async ({ tx, scope }, wanted: { knowledgeBaseId: string; after: string | null }) => {
    const found = await nextOutdated(tx, scope, wanted)
    if (!found) return null
    const { content, text, ...row } = found
    const revision = row.live_revision ?? 0
    const isMendable = row.blocked_revision === null && row.passage_count <= PASSAGES_MAX
    const passages = isMendable ? await storedPassages(tx, scope, { documentId: row.id, revision }) : null
    return { row, content, text, passages }
  },
)
type Outdated = NonNullable<Awaited<ReturnType<typeof nextToRead>>>

const isBusy = readStep(({ tx, scope }) => isIndexing(tx, scope))

const countLeft = readStep(({ tx, scope }, { knowledgeBaseId }: { knowledgeBaseId: string }) =>
  countOutdated(tx, scope, knowledgeBaseId),
)

/**
 * Reads documents again that older rules have read, from their originals, one by one and after all other indexing. They
 * are searchable all the time. Can be killed at any point and run again. Unreadable ones stay as they were, and are
 * counted.
 */
export async function rereadKnowledgeBase(
  scope: Scope,
  { knowledgeBaseId }: { knowledgeBaseId: string },
): Promise<void> {
  const { ports } = scope.app
  let after: string | null = null
  for (;;) {
    await waitUntilIdle(scope, ports)
    const found: Outdated | null = await nextToRead(scope, { knowledgeBaseId, after })
    if (!found) break
    await reread(scope, ports, found)
    after = found.row.id
    await ports.pause(BETWEEN_MS, scope.signal)
  }
  const left = await countLeft(scope, { knowledgeBaseId })
  if (left > 0)
    logOf(scope).warn(
      { knowledgeBaseId, documents: left },
      'Documents that cannot be read again stay unchanged.',
    )
}

/** What people have sent comes first; but not forever, in case something is stuck. */
async function waitUntilIdle(scope: Scope, ports: Ports): Promise<void> {
  for (let look = 0; look < LOOKS_MAX && (await isBusy(scope)); look++)
    await ports.pause(LOOK_EVERY_MS, scope.signal)
}

async function reread(scope: Scope, ports: Ports, outdated: Outdated): Promise<void> {
  const { row, text, passages } = outdated
  const document = await readAgain(scope, ports, outdated)
  if (!document) return
  const attempt = { documentId: row.id, revision: row.revision }
  // The person who sent it should know, and indexing reports it.
  if (document === 'garbled') return requeueDocument(scope, attempt)
  const mended: MendedPassage[] | null = passages && (await mendedPassages(text, passages, document))
  if (mended) await mendDocument(scope, { ...attempt, text: document.text, passages: mended })
  else await requeueDocument(scope, attempt)
}

/** Null if the original is gone or no longer readable. */
async function readAgain(
  scope: Scope,
  ports: Ports,
  { row, content }: Outdated,
): Promise<ExtractedDocument | 'garbled' | null> {
  try {
    return await readOriginal(scope, ports, { row, content })
  } catch (error) {
    scope.signal.throwIfAborted()
    if (!(error instanceof Fault) || (error.code !== 'not_found' && error.code !== 'invalid_input'))
      throw error
    if (error.reason === ('unknown-encoding' satisfies DocumentErrorCode)) return 'garbled'
    logOf(scope).warn({ err: error, documentId: row.id }, 'A document cannot be read again.')
    return null
  }
}
