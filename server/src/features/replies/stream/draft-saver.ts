import { logOf } from '#kernel/log-of.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Draft } from './draft.ts'
import { saveDraft } from './save-draft.ts'

const EVERY_MS = 1_000
const EVERY_CHARACTERS = 2_048

/**
 * Stores a draft while it grows: every second, or sooner when much was added or nothing may be seen before the
 * database has confirmed whose reply it is. `stop` is called when the reply may not go on. At most this much of what was
 * shown can be lost with the process.
 */
export function openDraftSaver(scope: Scope, draft: Draft, stop: (why: 'cancelled' | 'lost') => void) {
  let saving: Promise<void> | null = null
  let savedLength = 0
  let knownLength = 0

  const save = () => {
    if (saving) return
    savedLength = knownLength
    const since = performance.now()
    const { id: replyId, conversationId, attempt } = draft.reply
    saving = saveDraft(scope, { replyId, conversationId, attempt, parts: draft.parts })
      .then((verdict) => {
        if (verdict === 'lost') draft.close()
        else draft.confirm(since)
        if (verdict !== 'go-on') stop(verdict)
      })
      // A database that is away for a moment must not end the answer; the end is stored with more patience.
      .catch((error: unknown) =>
        logOf(scope, draft.reply.conversationId).warn(
          { err: error, replyId: draft.reply.id },
          'A draft could not be saved.',
        ),
      )
      .finally(() => {
        saving = null
      })
  }
  // Also while nothing grows: this is how a writer learns that it was asked to stop elsewhere.
  const timer = setInterval(save, EVERY_MS)

  return {
    save,
    grown(characters: number) {
      knownLength += characters
      if (knownLength - savedLength >= EVERY_CHARACTERS || !draft.isOpen()) save()
    },
    async close() {
      clearInterval(timer)
      await saving
    },
  }
}
