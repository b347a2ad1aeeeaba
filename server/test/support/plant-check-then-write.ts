import pg from 'pg'
import type { TestServer } from './open-test-server.ts'

/**
 * A planted defect: whoever ends an answer checks whether it may before its transaction, and not in it, and is not told
 * of a takeover either. The fence test must catch it. Answers how to take it out again.
 */
export function plantCheckThenWrite(servers: readonly TestServer[]): () => void {
  for (const { app } of servers) {
    const { live } = app
    const publish = live.publish.bind(live)
    live.publish = (topic, message) => {
      const isTaken = typeof message === 'object' && message !== null && 'parts' in message
      if (!isTaken) publish(topic, message)
    }
  }
  const original = pg.Client.prototype.query as (...given: unknown[]) => unknown
  pg.Client.prototype.query = function query(this: pg.Client, ...given: unknown[]) {
    const [statement] = given
    if (
      isObject(statement) &&
      typeof statement.text === 'string' &&
      statement.text.startsWith('with "ended" as')
    )
      return original.apply(this, [unchecked(statement), ...given.slice(1)])
    return original.apply(this, given)
  } as typeof pg.Client.prototype.query
  return () => {
    pg.Client.prototype.query = original as typeof pg.Client.prototype.query
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

/** The statement that ends an answer, without asking for its state and epoch. */
const unchecked = (statement: Record<string, unknown>) =>
  Object.create(Object.getPrototypeOf(statement) as object, {
    ...Object.getOwnPropertyDescriptors(statement),
    ...(typeof statement.name === 'string' && {
      name: { value: `${statement.name}-unchecked`, enumerable: true, writable: true, configurable: true },
    }),
    text: {
      value: String(statement.text)
        .replace(`"state" in ('queued', 'running')`, 'true')
        .replace(/"conversations"\."control_epoch" = (\$\d+)/, '$1::int is not null'),
      enumerable: true,
      writable: true,
      configurable: true,
    },
  }) as object
