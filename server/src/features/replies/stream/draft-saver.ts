import type { MessagePart } from '#contract/message-parts.ts'
import { findReply, lockConversation, updateParts } from '#features/conversations/index.ts'
import { logOf } from '#kernel/log-of.ts'
import type { Scope } from '#kernel/scope.ts'
import { step } from '#kernel/step.ts'
import type { Draft } from './draft.ts'

const EVERY_MS = 1_000
const EVERY_CHARACTERS = 2_048

/**
 * Stores a growing draft: every second, or sooner if much was added or nothing may be shown before the database has
 * confirmed whose reply it is. Calls `stop` when the reply must not continue. At most this much of what was shown can
 * be lost with the process.
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
      // A brief database outage must not end the answer; its end is stored with more retries.
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
  // Also runs without growth: this is how a writer learns that another process asked it to stop.
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

/** Stores the answer so far. Returns whether the writer may continue: not if it was asked to stop or lost the reply. */
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
