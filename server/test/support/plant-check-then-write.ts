import pg from 'pg'
import type { TestServer } from './open-test-server.ts'
import { sentStatements } from './sent-statements.ts'

/**
 * A planted defect: whoever ends an answer does not ask, in the transaction that writes it, whose the conversation is, and
 * hears of no takeover besides. The fence test must catch it. Answers how to take it out again.
 */
export function plantCheckThenWrite(servers: readonly TestServer[]): () => void {
  for (const { app } of servers) {
    const publish = app.live.publish.bind(app.live)
    app.live.publish = (topic, message) => {
      if (!isTaken(message)) publish(topic, message)
    }
  }
  const original = pg.Client.prototype.query as (...given: unknown[]) => unknown
  pg.Client.prototype.query = function query(this: pg.Client, ...given: unknown[]) {
    const [call, ...more] = given
    if (typeof call === 'string') return original.call(this, unchecked(call), ...more)
    for (const statement of sentStatements(call).statements) {
      const text = unchecked(statement.text)
      if (text !== statement.text && statement.name !== undefined)
        statement.name = `${statement.name}-unchecked`
      statement.text = text
    }
    return original.apply(this, given)
  } as typeof pg.Client.prototype.query
  return () => {
    pg.Client.prototype.query = original as typeof pg.Client.prototype.query
  }
}

/** Whether it tells the writer of an answer what is kept of it. */
function isTaken(message: unknown): boolean {
  if (typeof message !== 'object' || message === null || !('word' in message)) return false
  return typeof message.word === 'object' && message.word !== null && 'parts' in message.word
}

/** The statement that ends an answer, without its questions for state and epoch. */
const unchecked = (text: string): string =>
  text.includes('ended AS (')
    ? text
        .replace(`replies.state IN ('queued', 'running')`, 'true')
        .replace('control_epoch = given."controlEpoch"', 'true')
    : text
