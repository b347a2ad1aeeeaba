import type { Database } from '#platform/database/open.ts'
import type { Recorded } from './recorded.ts'
import { agentTexts, areNumbersWhole, missingOf } from './rows.ts'

interface Watching {
  readonly beside: Database
  readonly recorded: Recorded
  readonly place: { readonly tenantId: string; readonly conversationId: string }
}

/** Looks on at moments at which nothing moves, at the rows past the gate and at what everybody holds. */
export function openWatch({ beside, recorded, place }: Watching) {
  const { wrong, acknowledged, followings } = recorded
  let seen = 0
  /** What the agent had said when the takeover was acknowledged; null while nobody has it. */
  let lastWords: Map<string, string> | null = null

  async function lookAtAcknowledged() {
    const fresh = acknowledged.slice(seen)
    seen = acknowledged.length
    const ids = fresh.map(({ messageId }) => messageId)
    const missing = new Set(fresh.length > 0 ? await missingOf(beside, place.tenantId, ids) : [])
    for (const { messageId, clientId } of fresh)
      if (missing.has(messageId)) wrong.push(`${clientId} was acknowledged before it was there`)
  }

  /** From the acknowledged takeover on no word of an agent is added, and none is seen that was not stored before it. */
  async function lookAtHeld() {
    if (!recorded.isHeld) {
      lastWords = null
      return
    }
    const now = await agentTexts(beside, place)
    lastWords ??= now
    for (const [replyId, text] of now) {
      const before = lastWords.get(replyId) ?? ''
      if (text !== before) wrong.push(`after the takeover an answer grew from «${before}» to «${text}»`)
    }
    for (const { name, replyId, text } of followings)
      if (!(lastWords.get(replyId) ?? '').startsWith(text) && !told.has(name)) {
        told.add(name)
        wrong.push(`after the takeover ${name} was shown «${text}»`)
      }
  }
  const told = new Set<string>()

  return {
    /** `hasEnded`: whether a transaction was ended since the last look. */
    async look(hasEnded: boolean) {
      await lookAtAcknowledged()
      if (wrong.length > 0) return
      await lookAtHeld()
      if (hasEnded && !(await areNumbersWhole(beside, place.tenantId)))
        wrong.push('the number of an event was seen before the one below it')
    },
  }
}
