import type { DatabaseWatch } from '#platform/database/watch.ts'
import type { Log } from '#platform/log/log.ts'
import type { Metrics } from './metrics.ts'

const TEXT_MAX = 2_000

/** Measures transactions, and logs statements that take longer than `slowMs`, without their values. */
export const watchDatabase = (
  metrics: Metrics,
  log: Pick<Log, 'warn'>,
  slowMs: number | null,
): DatabaseWatch => ({
  transaction: (kind, tookMs) =>
    metrics.observe('parley_database_transaction_seconds', { kind }, tookMs / 1_000),
  statement(text, tookMs) {
    if (slowMs === null || tookMs < slowMs) return
    metrics.count('parley_database_slow_statements_total')
    log.warn({ tookMs: Math.round(tookMs), statement: text.slice(0, TEXT_MAX) }, 'A statement was slow.')
  },
})
