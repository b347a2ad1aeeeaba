import type { ReplyStreamPart } from '#contract/reply-parts.ts'
import { FollowReply, type Reply, ReplyRef } from '#contract/shapes/conversation.ts'
import { partsOf, replyTopic, requireMessage, requireReply, toReply } from '#features/conversations/index.ts'
import type { Scope } from '#kernel/scope.ts'
import { flow, query } from '#kernel/use-case.ts'
import { findDraft, type ReplyView } from './draft.ts'
import { openBell } from '#kernel/bell.ts'
import { atStart, catchUp, endOf, type Progress, progressFrom } from './reply-progress.ts'

// A reply written by another process is looked up this often, or when that one says that more is stored; one written
// here wakes its followers.
const POLL_MS = 400
const SAFETY_POLL_MS = 10_000

/** Follows an answer from any position to its end, whoever writes it and however often one comes back. */
export const followReply = flow({
  name: 'reply.follow',
  permission: 'conversation:read',
  input: FollowReply,
  run: ({ scope }, { replyId, after }) =>
    follow(scope, replyId, after === undefined ? atStart() : progressFrom(after), null),
})

/** The same for a reply that this scope has just requested, which needs no look-up to begin with. */
export const followRequested = (scope: Scope, reply: Reply): AsyncGenerator<ReplyStreamPart> =>
  follow(scope, reply.id, atStart(), { reply, parts: [], waiting: null })

/** A reply and what its message says so far. Part of `followReply`. */
const readView = query({
  name: 'reply.view',
  permission: 'conversation:read',
  input: ReplyRef,
  async run({ tx, scope }, { replyId }): Promise<ReplyView> {
    const reply = await requireReply(tx, scope, replyId)
    const message = await requireMessage(tx, scope, reply.message_id)
    return { reply: toReply(reply), parts: partsOf(message), waiting: null }
  },
})

async function* follow(
  scope: Scope,
  replyId: string,
  progress: Progress,
  known: ReplyView | null,
): AsyncGenerator<ReplyStreamPart> {
  const { live } = scope.app
  const bell = openBell(scope.signal)
  const leave = live.subscribe(replyTopic(replyId), bell.ring, bell.ring)
  try {
    // Whoever asks by id is authorised by the database once; later views come from memory where there are any.
    let view = known ?? (await readView(scope, { replyId }))
    for (;;) {
      const draft = findDraft(live, replyId)
      view = draft && draft.reply.attempt >= view.reply.attempt ? draft.view() : view
      yield* catchUp(view, progress)
      const end = endOf(view, progress)
      if (end) {
        yield end
        return
      }
      const isWoken = await bell.wait(draft ? SAFETY_POLL_MS : POLL_MS)
      if (scope.signal.aborted) return
      if (!findDraft(live, replyId) && (!isWoken || draft || view !== known))
        view = await readView(scope, { replyId })
    }
  } finally {
    leave()
    bell.close()
  }
}
