import type { Plant } from '../step.ts'

const isEnd = (text: string) => text.includes('ended AS (')

/** What ends an answer, changed. */
function endWithout(leaveOut: (text: string) => string): Plant {
  return {
    tamper(statement) {
      if (!isEnd(statement.text)) return false
      const text = leaveOut(statement.text)
      if (text === statement.text) throw new Error('The end of an answer reads otherwise by now.')
      Object.assign(statement, { text, name: undefined })
      return true
    },
  }
}

const withoutState = (text: string) => text.replace(`replies.state IN ('queued', 'running')`, 'true')
const withoutEpoch = (text: string) => text.replace('control_epoch = given."controlEpoch"', 'true')
const withoutAttempt = (text: string) => text.replace('replies.attempt = given.attempt', 'true')

/** Whoever ends an answer asked before whose it is, and does not ask in what it writes. */
export const checkThenWrite = endWithout((text) => withoutState(withoutEpoch(text)))
/** An attempt that was overtaken ends the answer all the same. */
export const ignoreAttempt = endWithout(withoutAttempt)
