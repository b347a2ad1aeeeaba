import { readStep, step } from '#kernel/step.ts'
import type { Scope } from '#kernel/scope.ts'
import { findFile } from '#features/conversations/index.ts'
import { Fault } from '#kernel/fault.ts'
import { logOf } from '#kernel/log-of.ts'
import { storableText } from '#kernel/storable.ts'
import { type ReadFile, extractText, toWanted } from './extract-text.ts'
import { replaceText, nextOlderText } from './text-store.ts'

const BETWEEN_MS = 50

const nextToRead = readStep(async ({ tx }, { after }: { after: string | null }) => {
  const fileId = await nextOlderText(tx, after)
  return fileId && { fileId, file: await findFile(tx, fileId) }
})

type Found = NonNullable<Awaited<ReturnType<typeof nextToRead>>>

/** Replaces a file's text that older rules have read. */
const mendFileText = step(({ tx }, { fileId, made }: { fileId: string; made: ReadFile }) =>
  replaceText(tx, fileId, { ...made, text: storableText(made.text) }),
)

/**
 * Reads a tenant's attached documents again that older rules have read, one by one. Can be killed at any point and run
 * again. Unreadable ones stay as they were.
 */
export async function rereadTexts(scope: Scope): Promise<void> {
  const { ports } = scope.app
  let after: string | null = null
  for (;;) {
    const found: Found | null = await nextToRead(scope, { after })
    if (!found) return
    const { fileId, file } = found
    after = fileId
    if (!file) continue
    try {
      await mendFileText(scope, { fileId, made: await extractText(scope, ports, toWanted(file)) })
    } catch (error) {
      scope.signal.throwIfAborted()
      if (!(error instanceof Fault) || (error.code !== 'not_found' && error.code !== 'invalid_input'))
        throw error
      logOf(scope).warn({ err: error, fileId }, 'An attached file cannot be read again.')
    }
    await ports.pause(BETWEEN_MS, scope.signal)
  }
}
