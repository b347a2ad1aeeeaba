import { step } from '#kernel/step.ts'
import { FileErrorCode } from '#contract/shapes/file.ts'
import { findFile, messagesWith } from '#features/conversations/index.ts'
import { storableText } from '#kernel/storable.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { type ReadFile, toWanted, type WantedText } from './extract-text.ts'
import { freeText, putText, findTexts, takeText } from './text-store.ts'

/** Begins to read a file. Part of `makeText`. */
export const beginText = step(
  async ({ tx }, { fileId }: { fileId: string }): Promise<WantedText | 'taken' | 'nothing to do'> => {
    const taken = await takeText(tx, fileId)
    if (!taken) {
      const [row] = await findTexts(tx, [fileId])
      return row?.state === 'waiting' ? 'taken' : 'nothing to do'
    }
    const file = await findFile(tx, fileId)
    if (!file) return 'nothing to do'
    return toWanted(file)
  },
)

/** Releases it for another attempt. Part of `makeText`. */
export const leaveText = step(
  async ({ tx }, { fileId }: { fileId: string }) => void (await freeText(tx, fileId, 'waiting')),
)

/** Stores the text of a file, or why there is none, and notifies those who see it. Part of `makeText`. */
export const storeText = step(
  async (
    context,
    {
      fileId,
      made,
      errorCode,
    }: { fileId: string; made?: ReadFile | undefined; errorCode?: FileErrorCode | undefined },
  ): Promise<void> => {
    const [row] = await findTexts(context.tx, [fileId])
    if (!row) return
    const kept = await putText(context.tx, fileId, {
      kind: made?.kind ?? row.kind,
      text: storableText(made?.text ?? ''),
      isCut: made?.isCut ?? false,
      pages: made?.pages ?? [],
      seconds: made?.seconds ?? null,
      language: made?.language ?? null,
      errorCode: made ? null : (errorCode ?? 'unreadable'),
    })
    if (kept) await tellReaders(context, fileId, made ? 'ready' : 'failed')
  },
)

async function tellReaders({ tx, emit }: CommandContext, fileId: string, state: 'ready' | 'failed') {
  for (const place of await messagesWith(tx, fileId))
    emit({ type: 'file.read', payload: { ...place, fileId, state } })
}
