import type { FileText } from '#contract/shapes/file.ts'
import type { Ports } from '#kernel/ports.ts'
import type { Scope } from '#kernel/scope.ts'
import { readStep, step } from '#kernel/step.ts'
import { kindOf } from '../limits/file-kind.ts'
import { makeText } from './make-text.ts'
import { findTexts, type TextRow, requestTexts } from './text-store.ts'

const WAIT_MS = 90_000
const LOOK_EVERY_MS = 250

/** What is known of files that an answer is about. */
export const findFileTexts = readStep(({ tx }, fileIds: readonly string[]) => findTexts(tx, fileIds))

/** Notes which files an answer wants to know, where nobody has asked before. */
export const requestFileTexts = step(({ tx, scope }, files: readonly { fileId: string; kind: string }[]) =>
  requestTexts(tx, scope, files),
)

/** What files say, read now where they were not yet. One that cannot be read fails nothing: it is not in the answer. */
export async function loadFileTexts(
  scope: Scope,
  ports: Ports,
  files: readonly { fileId: string; mediaType: string }[],
  signal: AbortSignal,
): Promise<Map<string, TextRow>> {
  const wanted = files
    .map(({ fileId, mediaType }) => ({ fileId, kind: textKindOf(mediaType, ports) }))
    .filter(({ kind }) => kind !== 'none')
  if (wanted.length === 0) return new Map()
  const fileIds = wanted.map(({ fileId }) => fileId)
  const until = Date.now() + WAIT_MS
  let rows = await findFileTexts(scope, fileIds)
  if (rows.length < new Set(fileIds).size) {
    await requestFileTexts(scope, wanted)
    rows = await findFileTexts(scope, fileIds)
  }
  // Whoever is at it already, here or in another process, is waited for.
  while (rows.some(({ state }) => state === 'waiting') && Date.now() < until) {
    const waiting = rows.filter(({ state }) => state === 'waiting')
    const ended = await Promise.all(waiting.map(({ file_id }) => tryOnce(scope, file_id)))
    signal.throwIfAborted()
    rows = await findFileTexts(scope, fileIds)
    if (ended.some((how) => how === 'failed')) break
    if (rows.some(({ state }) => state === 'waiting')) await ports.pause(LOOK_EVERY_MS, signal)
  }
  return new Map(rows.map((row) => [row.file_id, row]))
}

const tryOnce = (scope: Scope, fileId: string): Promise<'made' | 'taken' | 'failed'> =>
  makeText(scope, { fileId }).then(
    () => 'made',
    (error: unknown) =>
      error instanceof Error && 'code' in error && error.code === 'unavailable' ? 'taken' : 'failed',
  )

/** What text can be made of a file of that type; `none` where there is no way. */
export function textKindOf(mediaType: string, { documents }: Pick<Ports, 'documents'>): FileText['kind'] {
  switch (kindOf(mediaType)) {
    case 'audio':
    case 'video':
      return 'transcript'
    case 'document':
      return documents.mediaTypes.includes(mediaType) ? 'words' : 'none'
    case 'image':
      return 'none'
  }
}
