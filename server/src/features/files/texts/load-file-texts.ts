import type { FileText } from '#contract/shapes/file.ts'
import type { Ports } from '#kernel/ports.ts'
import type { Scope } from '#kernel/scope.ts'
import { readStep, step } from '#kernel/step.ts'
import { kindOf } from '../limits/file-kind.ts'
import { makeText } from './make-text.ts'
import { findTexts, type TextRow, requestTexts } from './text-store.ts'

const WAIT_MS = 90_000
const LOOK_EVERY_MS = 250

/** The texts of files for an answer. */
export const findFileTexts = readStep(({ tx }, fileIds: readonly string[]) => findTexts(tx, fileIds))

/** Records that an answer needs the texts of files that were not requested yet. */
export const requestFileTexts = step(({ tx, scope }, files: readonly { fileId: string; kind: string }[]) =>
  requestTexts(tx, scope, files),
)

/** The texts of files, extracted now if necessary. An unreadable file does not fail the answer: it is left out. */
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
  // An extraction that is running here or in another process is awaited.
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

/** How the text of a file of that type is extracted; `none` if it cannot be. */
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
