import { COMMITTED, type Plant } from '../step.ts'

/** Whoever sent a message is told that it is stored as soon as its commit is asked for, and it is done later. */
export const acknowledgeEarly: Plant = {
  tamper(statement, { texts }) {
    if (statement.text !== 'COMMIT' || !texts.some((text) => text.startsWith('insert into "messages"')))
      return false
    const { resolve } = statement
    statement.resolve = () => {}
    queueMicrotask(() => resolve(COMMITTED))
    return true
  },
}
