import type { DatabaseWatch } from '#platform/database/watch.ts'
import type { Log } from '#platform/log/log.ts'
import type { Traces } from '#platform/traces/traces.ts'
import type { Metrics } from './metrics.ts'

const TEXT_MAX = 2_000
const LOGGED_MAX = 400

/** Measures transactions, logs statements that take longer than `slowMs`, without their values, and what the database logs. */
export const watchDatabase = (
  metrics: Metrics,
  log: Pick<Log, 'warn' | 'debug'>,
  slowMs: number | null,
  traces: Traces | null = null,
): DatabaseWatch => ({
  transaction: (kind, tookMs) =>
    metrics.observe('parley_database_transaction_seconds', { kind }, tookMs / 1_000),
  heard(line) {
    if (/^(WARNING|ERROR|FATAL|PANIC):/.test(line)) log.warn({ line }, 'Message from the embedded database.')
    else log.debug({ line }, 'Message from the embedded database.')
  },
  statement(text, tookMs, tenantId) {
    if (slowMs === null || tookMs < slowMs) return
    metrics.count('parley_database_slow_statements_total')
    const statement = text.slice(0, TEXT_MAX).trim().replaceAll(/\s+/g, ' ')
    // Enough of it to find it by: a log is read line by line. A trace has the rest.
    const logged = statement.length > LOGGED_MAX ? `${statement.slice(0, LOGGED_MAX)} …` : statement
    log.warn(
      { tookMs: Math.round(tookMs), statement: logged, ...(tenantId && { tenantId }) },
      'A statement was slow.',
    )
    const [verb = ''] = /[a-z]+/i.exec(statement) ?? []
    traces
      ?.begin(verb.toUpperCase(), {
        kind: 'client',
        beganAt: Date.now() - tookMs,
        attributes: { 'db.system.name': 'postgresql', 'db.query.text': statement },
      })
      .end()
  },
})
