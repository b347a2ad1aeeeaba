import type { ReplyStreamPart } from '#contract/reply-parts.ts'
import { FollowReply, type Reply, ReplyRef } from '#contract/shapes/conversation.ts'
import type { Progress } from '#features/answers/index.ts'
import {
  hasEnded,
  partsOf,
  replyTopic,
  requireMessage,
  requireReply,
  toReply,
} from '#features/conversations/index.ts'
import type { Scope } from '#kernel/scope.ts'
import { flow, query } from '#kernel/use-case.ts'
import { openWakeSignal } from '#kernel/wake-signal.ts'
import type { Live } from '#platform/live/live.ts'
import { type RemoteDraft, openRemoteDraft } from './remote-draft.ts'
import { findDraft, type ReplyView } from './draft.ts'
import { atStart, catchUp, endOf, isAhead, progressFrom } from './reply-progress.ts'

// How long to wait in silence before looking up a reply that another process writes, or after that process reports that
// more is stored without saying what. A reply written here wakes its readers.
const POLL_MS = 400
const SAFETY_POLL_MS = 10_000

/**
 * Follows an answer from any cursor to its end, whichever process writes it, and however often the reader reconnects.
 */
export const followReply = flow({
  name: 'reply.follow',
  permission: 'conversation:read',
  input: FollowReply,
  run: ({ scope }, { replyId, after }) =>
    follow(scope, replyId, after === undefined ? atStart() : progressFrom(after), null),
})

/** The same for a reply that this scope has just requested, which saves the first look-up. */
export const followRequested = (scope: Scope, reply: Reply): AsyncGenerator<ReplyStreamPart> =>
  follow(scope, reply.id, atStart(), { reply, parts: [], waiting: null })

/** A reply and its message so far. */
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
  const wakeSignal = openWakeSignal(scope.signal)
  // The remote draft fetches what other processes announce.
  const leave = live.subscribeHere(replyTopic(replyId), wakeSignal.notify, wakeSignal.notify)
  let remoteDraft: RemoteDraft | null = null
  try {
    // The first look-up authorizes the caller in the database; later views come from memory if possible.
    let stored = known ?? (await readView(scope, { replyId }))
    // A reply that started with its request is about to be written here.
    for (let isRequested = known?.reply.state === 'running'; ; isRequested = false) {
      const draft = findDraft(live, replyId)
      if (!draft && !isRequested && !hasEnded(stored.reply.state))
        remoteDraft ??= joinRemoteDraft(live, replyId)
      remoteDraft?.feed(stored)
      const writing = draft && draft.reply.attempt >= stored.reply.attempt ? draft : null
      const view = writing ? writing.view() : viewFrom(remoteDraft, stored, progress)
      if (view) {
        const mayShow = () => view === stored || (writing ?? remoteDraft)?.shows(view.reply.attempt) === true
        yield* catchUp(view, progress, mayShow)
        const end = endOf(view, progress)
        if (end) {
          yield end
          return
        }
      }
      const isWoken = await wakeSignal.wait(draft ? SAFETY_POLL_MS : POLL_MS)
      if (scope.signal.aborted) return
      if (findDraft(live, replyId) || (isWoken && remoteDraft?.view())) continue
      if (!isWoken || draft || stored !== known) stored = await readView(scope, { replyId })
    }
  } finally {
    leave()
    remoteDraft?.leave()
    wakeSignal.close()
  }
}

/** What another process shows, or what is stored; null if the reader already has more, which will arrive here soon. */
function viewFrom(remoteDraft: RemoteDraft | null, stored: ReplyView, progress: Progress): ReplyView | null {
  if (hasEnded(stored.reply.state)) return stored
  const shown = remoteDraft?.view()
  const view = shown && shown.reply.attempt >= stored.reply.attempt ? shown : stored
  return isAhead(view, progress) ? null : view
}

interface Shared {
  readonly remoteDraft: RemoteDraft
  readers: number
}

const remoteDraftsOf = new WeakMap<Live, Map<string, Shared>>()

/** The remote draft that all readers of a reply in this process share; null if other processes cannot be reached. */
function joinRemoteDraft(live: Live, replyId: string): RemoteDraft | null {
  if (!live.isShared) return null
  const remoteDrafts = remoteDraftsOf.get(live) ?? new Map<string, Shared>()
  remoteDraftsOf.set(live, remoteDrafts)
  const shared = remoteDrafts.get(replyId) ?? { remoteDraft: openRemoteDraft(live, replyId), readers: 0 }
  remoteDrafts.set(replyId, shared)
  shared.readers += 1
  return {
    ...shared.remoteDraft,
    leave() {
      shared.readers -= 1
      if (shared.readers > 0) return
      remoteDrafts.delete(replyId)
      shared.remoteDraft.leave()
    },
  }
}
