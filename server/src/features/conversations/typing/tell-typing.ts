import { TellTyping } from '#contract/shapes/typing.ts'
import { ConversationRef } from '#contract/shapes/conversation.ts'
import { refuseBlocked } from '#features/people/index.ts'
import { forbidden } from '#kernel/fault.ts'
import { actorId } from '#kernel/scope.ts'
import { flow, query } from '#kernel/use-case.ts'
import type { Application } from '#kernel/application.ts'
import type { Live } from '#platform/live/live.ts'
import { audiencePayload } from '../conversation.ts'
import { refuseReaders, requireVisible } from '../visible.ts'
import { type TypingNotice, typingTopic } from './typing-board.ts'

/** Tells the others who see a conversation that the caller is typing, or has stopped. */
export const tellTyping = flow({
  name: 'typing.tell',
  permission: 'message:send',
  input: TellTyping,
  async run({ scope }, { conversationId, isTyping, isPrivate }): Promise<void> {
    const { actor, app, tenantId, requestId } = scope
    if (isPrivate && !actor.permissions.has('inbox:write')) throw forbidden('Only operators can write notes.')
    const tempo = tempoOf(app, `${conversationId}/${actor.id}`, `${isTyping} ${isPrivate}`)
    if (tempo.isTooFast) return
    const whose = await findWhoHears(scope, { conversationId })
    tempo.note()
    const author = { kind: actor.kind, id: actorId(scope), name: actor.name }
    const typing: TypingNotice = { ...whose, author, isTyping, isPrivate, requestId }
    app.live.publish(typingTopic(tenantId), typing)
  },
})

/** Who may be told that the caller is typing in a conversation that they see. */
const findWhoHears = query({
  name: 'typing.find-who-hears',
  permission: 'message:send',
  input: ConversationRef,
  async run({ tx, scope }, { conversationId }) {
    const row = await requireVisible(tx, scope, conversationId)
    refuseReaders(scope, row)
    await refuseBlocked(tx, scope)
    return audiencePayload(row)
  },
})

const SAME_AFTER_MS = 1_000
const CHANGES_MAX = 4
const KEPT_MAX = 20_000

interface Told {
  at: number
  what: string
  changes: number
}

const told = new WeakMap<Live, Map<string, Told>>()

/**
 * Whether the same was announced within a second, or too many other things, so that it need not be announced again. If
 * not, call `note` once it is announced: nothing is stored about refused announcements.
 */
function tempoOf({ live, now: clock }: Application, who: string, what: string) {
  const all = told.get(live) ?? new Map<string, Told>()
  told.set(live, all)
  const now = clock().getTime()
  const last = all.get(who)
  const isFresh = last === undefined || Math.abs(now - last.at) >= SAME_AFTER_MS
  return {
    isTooFast: !isFresh && (last.what === what || last.changes >= CHANGES_MAX),
    note() {
      if (all.size >= KEPT_MAX) all.clear()
      all.set(who, isFresh ? { at: now, what, changes: 0 } : { at: last.at, what, changes: last.changes + 1 })
    },
  }
}
