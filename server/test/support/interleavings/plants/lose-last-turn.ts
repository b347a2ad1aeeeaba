import { COMMITTED, type Plant } from '../step.ts'

const isTurn = (texts: readonly string[]) => texts.some((text) => text.startsWith('insert into "messages"'))

/** Of turns that are stored at the same time the one that comes to its end last is left out, and acknowledged. */
export const loseLastTurn: Plant = {
  tamper(statement, transaction, open) {
    const others = open.filter((other) => other !== transaction && other.process === transaction.process)
    if (statement.text !== 'COMMIT' || !isTurn(transaction.texts) || others.length === 0) return false
    const { resolve } = statement
    Object.assign(statement, { text: 'ROLLBACK', name: undefined, resolve: () => resolve(COMMITTED) })
    return true
  },
}
