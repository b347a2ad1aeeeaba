import type { MessagePart } from '#contract/message-parts.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { fileText } from '../job-kinds.ts'
import { textKindOf } from './load-file-texts.ts'
import { requestTexts } from './text-store.ts'

/** Queues the text extraction for the files of a message after the commit, each once, however often it is sent. */
export async function askForTexts(
  { tx, scope, enqueue }: CommandContext,
  parts: readonly MessagePart[],
): Promise<void> {
  const files = parts.flatMap((part) => {
    if (part.type !== 'file') return []
    const kind = textKindOf(part.mediaType, scope.app.ports)
    return kind === 'none' ? [] : [{ fileId: part.fileId, kind }]
  })
  await requestTexts(tx, scope, files)
  for (const { fileId } of files) enqueue(fileText, { fileId })
}
