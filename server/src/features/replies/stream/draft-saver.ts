import type { MessagePart } from '#contract/message-parts.ts'
import { findReply, lockConversation, updateParts } from '#features/conversations/index.ts'
import { logOf } from '#kernel/log-of.ts'
import type { Scope } from '#kernel/scope.ts'
import { step } from '#kernel/step.ts'
import type { Draft } from './draft.ts'

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

/** Stores what an answer says so far. Says whether the writer may go on: not when it was asked to stop, or lost the reply. */
const saveDraft = step(
  async (
    { tx },
    {
      replyId,
      conversationId,
      attempt,
      parts,
    }: { replyId: string; conversationId: string; attempt: number; parts: readonly MessagePart[] },
  ): Promise<'go-on' | 'cancelled' | 'lost'> => {
    const [conversation, row] = await Promise.all([
      lockConversation(tx, conversationId),
      findReply(tx, replyId),
    ])
    if (!row) return 'lost'
    const isFenced = conversation?.control_epoch !== row.control_epoch
    if (row.state !== 'running' || row.attempt !== attempt || isFenced) return 'lost'
    await updateParts(tx, row.message_id, parts)
    return row.cancel_requested_at ? 'cancelled' : 'go-on'
  },
  { isAbout: ({ conversationId }) => conversationId },
)
