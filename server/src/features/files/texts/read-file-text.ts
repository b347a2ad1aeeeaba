import { FileRef, FileText } from '#contract/shapes/file.ts'
import { requireReadable } from '../read-file.ts'
import { command, query } from '#kernel/use-case.ts'
import { fileText } from '../job-kinds.ts'
import { textKindOf } from './load-file-texts.ts'
import { findTexts, freeText, toFileText, requestTexts } from './text-store.ts'

/** Reads the text of a file, as far as it is known: the words of a document, or a transcript. */
export const readFileText = query({
  name: 'file-text.read',
  permission: 'conversation:read',
  input: FileRef,
  output: FileText,
  async run(context, { fileId }) {
    await requireReadable(context, fileId)
    const [row] = await findTexts(context.tx, [fileId])
    return toFileText(fileId, row ?? null)
  },
})

/** Extracts the text of a file that was not read yet, or could not be. */
export const retryFileText = command({
  name: 'file-text.retry',
  permission: 'message:send',
  input: FileRef,
  output: FileText,
  async run(context, { fileId }) {
    const { tx, scope, enqueue } = context
    const file = await requireReadable(context, fileId)
    const kind = textKindOf(file.media_type, scope.app.ports)
    if (kind !== 'none') {
      await requestTexts(tx, scope, [{ fileId, kind }])
      await freeText(tx, fileId, 'failed')
      enqueue(fileText, { fileId })
    }
    const [row] = await findTexts(tx, [fileId])
    return toFileText(fileId, row ?? null)
  },
})
