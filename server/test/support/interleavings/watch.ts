import type { Database } from '#platform/database/open.ts'
import type { Recorded } from './recorded.ts'
import { areNumbersWhole, missingOf, type Standing, standingAnswers } from './rows.ts'

interface Watching {
  readonly beside: Database
  readonly recorded: Recorded
  readonly place: { readonly tenantId: string; readonly conversationId: string }
}

/** Looks on at moments at which nothing moves, at the rows past the gate and at what everybody holds. */
export function openWatch({ beside, recorded, place }: Watching) {
  const { wrong, acknowledged } = recorded
  let seen = 0
  let answers: Standing[] = []
  const words = watchWords(wrong)
  const silence = watchSilence(recorded)

  async function lookAtAcknowledged() {
    const fresh = acknowledged.slice(seen)
    seen = acknowledged.length
    const ids = fresh.map(({ messageId }) => messageId)
    const missing = new Set(fresh.length > 0 ? await missingOf(beside, place.tenantId, ids) : [])
    for (const { messageId, clientId } of fresh)
      if (missing.has(messageId)) wrong.push(`${clientId} was acknowledged before it was there`)
  }

  return {
    /** `changedBy`: the process that committed a change since the last look. */
    async look(changedBy: string | null) {
      await lookAtAcknowledged()
      if (wrong.length > 0) return
      if (changedBy !== null) {
        answers = await standingAnswers(beside, place)
        words(answers, changedBy)
        if (!(await areNumbersWhole(beside, place.tenantId)))
          wrong.push('the number of an event was seen before the one below it')
      }
      silence(answers)
    },
  }
}

/** An answer that was begun anew says nothing of the attempt before: its words are those of the process that began it last. */
function watchWords(wrong: string[]) {
  const writers = new Map<string, { attempt: number; process: string }>()
  return (answers: readonly Standing[], process: string) => {
    for (const { id, attempt, text } of answers) {
      const known = writers.get(id)
      const writer = known?.attempt === attempt ? known : { attempt, process }
      writers.set(id, writer)
      const foreign = text.split(' ').find((word) => word !== '' && !word.includes(`@${writer.process}-`))
      if (foreign)
        wrong.push(`${foreign} was stored in attempt ${attempt}, which ${writer.process} had begun`)
    }
  }
}

/**
 * From the acknowledged takeover on no word of an agent is added, and none is shown that was not stored before it. What was
 * shown before is taken back a moment later where a writer elsewhere had not saved it.
 */
function watchSilence(recorded: Recorded) {
  const { followings, wrong } = recorded
  /** What the agent had said and readers held when the takeover was acknowledged; null while nobody has it. */
  let last: { said: Map<string, string>; held: Map<string, string> } | null = null
  return (answers: readonly Standing[]) => {
    if (!recorded.isHeld) {
      last = null
      return
    }
    last ??= {
      said: new Map(answers.map(({ id, text }) => [id, text])),
      held: new Map(followings.map(({ name, text }) => [name, text])),
    }
    for (const { id, text } of answers) {
      const before = last.said.get(id) ?? ''
      if (text !== before) wrong.push(`after the takeover an answer grew from «${before}» to «${text}»`)
    }
    for (const { name, replyId, text } of followings)
      if (![last.said.get(replyId) ?? '', last.held.get(name) ?? ''].some((shown) => shown.startsWith(text)))
        wrong.push(`after the takeover ${name} was shown «${text}»`)
  }
}
