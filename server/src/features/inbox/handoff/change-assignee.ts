import type { HandoffReason } from '#contract/shapes/inbox.ts'
import {
  cancelOpenReplies,
  type ConversationRow,
  audiencePayload,
  holdDraft,
  type AssigneeRef,
  assigneeOf,
  openReplies,
  partsOf,
  reachesFurther,
  replyTopic,
  type Taken,
  TAKEN_ELSEWHERE,
  toReply,
  messageToWriter,
  updateParts,
  writeAssignee,
} from '#features/conversations/index.ts'
import { voidWaiting } from '#features/tools/index.ts'
import type { CommandContext } from '#kernel/use-case.ts'
import { insertEntry } from './inbox-entry-store.ts'
import { inboxActivity, inboxSumUp } from './job-kinds.ts'
import { isAsking, noteHanded } from './inbox-state-store.ts'

export interface Handing {
  readonly to: AssigneeRef
  readonly why: HandoffReason
  /** The reason, in the words of whoever requested it. */
  readonly text?: string
  /** The author of the change, if different from the actor. */
  readonly author?: { kind: string; id: string | null; name: string }
}

export interface Handed {
  readonly conversation: ConversationRow
  /** Replies that another process may still be showing; `waitForRelease` waits for it. */
  readonly elsewhere: readonly string[]
}

/**
 * Changes the assignee of a conversation, under its lock. This is the only way it changes. Running and queued replies
 * of an agent end here, and exactly what was shown is stored. Announcements leave after the commit and before the
 * response, so nothing more is shown once the response arrives.
 */
export async function changeAssignee(
  context: CommandContext,
  before: ConversationRow,
  { to, why, text = '', author }: Handing,
): Promise<Handed> {
  const { tx, scope, emit, enqueue, announce } = context
  const kept = await keepShown(context, before.id)
  await voidWaiting(context, before)
  const [cancelled, conversation] = await Promise.all([
    cancelOpenReplies(tx, before.id),
    writeAssignee(tx, before.id, to),
  ])
  for (const reply of cancelled) {
    emit({
      type: 'reply.ended',
      payload: {
        ...audiencePayload(conversation),
        messageId: reply.message_id,
        replyId: reply.id,
        state: 'cancelled',
      },
    })
    const parts = kept.here.get(reply.id)
    // A writer in another process asks the database whose the reply is.
    announce(
      ...messageToWriter(
        reply.id,
        parts ? ({ reply: toReply(reply), parts } satisfies Taken) : TAKEN_ELSEWHERE,
      ),
    )
    announce(replyTopic(reply.id), { type: 'ended' })
  }
  await insertEntry(tx, scope, {
    conversationId: conversation.id,
    kind: 'handed',
    author: author ?? scope.actor,
    text,
    from: assigneeOf(before),
    to,
    why,
  })
  await noteHanded(tx, scope, conversation.id, { to, why, text })
  if (isAsking(why) && scope.app.settings.sumsUpForInbox)
    enqueue(inboxSumUp, { conversationId: conversation.id })
  emit({
    type: 'conversation.handed',
    payload: { ...audiencePayload(conversation), assigneeKind: to.kind, memberId: to.memberId },
  })
  enqueue(inboxActivity, { conversationId: before.id, what: 'handed', at: scope.app.now().toISOString() })
  return { conversation, elsewhere: kept.elsewhere }
}

/** Holds what this process shows of the replies under way, and stores it as their last word. */
async function keepShown({ tx, scope }: CommandContext, conversationId: string) {
  const here = new Map<string, Taken['parts']>()
  const elsewhere: string[] = []
  for (const reply of await openReplies(tx, conversationId)) {
    if (reply.state !== 'running') continue
    const [shown, stored] = [holdDraft(scope.app.live, reply.id, reply.attempt), partsOf(reply)]
    if (!shown) {
      elsewhere.push(reply.id)
      continue
    }
    const isMore = reachesFurther(shown, stored)
    if (isMore) await updateParts(tx, reply.message_id, shown)
    here.set(reply.id, isMore ? shown : stored)
  }
  return { here, elsewhere }
}
