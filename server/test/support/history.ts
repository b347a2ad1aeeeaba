import type { Messages } from './conversation.ts'
import { storedText } from './conversation.ts'

/** A message that was acknowledged, and what its sender held of its answer at the end. */
export interface Acknowledged {
  readonly clientId: string
  readonly conversationId: string
  readonly replyId: string
  readonly heard: string
}

/** What is wrong with a history; all of it should be zero. */
export interface Verdict {
  /** Acknowledged and not there, or a number of a conversation that nothing has. */
  lost: number
  /** There more than once: a message, an answer to it, or a number. */
  doubled: number
  /** Answers that have not come to an end. */
  stuck: number
  /** Answers whose stored text is not what their reader held at the end. */
  torn: number
  /** Sent one after the other by one person, and not in that order. */
  misplaced: number
}

/** Compares what was acknowledged in one conversation, in the order of the acknowledgements, with what is stored there. */
export function judgeHistory(acknowledged: readonly Acknowledged[], stored: Messages): Verdict {
  const verdict: Verdict = { lost: 0, doubled: 0, stuck: 0, torn: 0, misplaced: 0 }
  const questions = groupedBy(stored, (message) => message.clientId)
  const answers = groupedBy(stored, (message) => message.reply?.id ?? null)
  let last = 0
  for (const { clientId, replyId, heard } of acknowledged) {
    const [question, ...more] = questions.get(clientId) ?? []
    if (!question) verdict.lost += 1
    verdict.doubled += more.length
    if (question && question.seq < last) verdict.misplaced += 1
    last = question?.seq ?? last
    const [answer, ...others] = answers.get(replyId) ?? []
    verdict.doubled += others.length
    if (question && !answer) verdict.lost += 1
    if (answer && (answer.reply?.endedAt ?? null) === null) verdict.stuck += 1
    else if (answer && storedText(answer) !== heard) verdict.torn += 1
  }
  const seqs = new Set(stored.map(({ seq }) => seq))
  verdict.doubled += stored.length - seqs.size
  if (stored.length > 0 && Math.max(...seqs) !== seqs.size) verdict.lost += 1
  return verdict
}

export const addVerdicts = (one: Verdict, other: Verdict): Verdict => ({
  lost: one.lost + other.lost,
  doubled: one.doubled + other.doubled,
  stuck: one.stuck + other.stuck,
  torn: one.torn + other.torn,
  misplaced: one.misplaced + other.misplaced,
})

export const spotless: Verdict = { lost: 0, doubled: 0, stuck: 0, torn: 0, misplaced: 0 }

function groupedBy(messages: Messages, key: (message: Messages[number]) => string | null) {
  const groups = new Map<string, Messages>()
  for (const message of messages) {
    const name = key(message)
    if (name === null) continue
    const group = groups.get(name)
    if (group) group.push(message)
    else groups.set(name, [message])
  }
  return groups
}
