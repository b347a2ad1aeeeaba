import type { StatementResult } from '../../../src/platform/database/pipeline/statement.ts'

const HAS_ORDER = /\border by\b/i
const RETURNS = /\breturning\b/i
/** An order that holds for the whole statement, not for a part of it in parentheses. */
const HAS_LAST_ORDER = /\border by\b[^()]*$/i

const isOrdered = (text: string) => (RETURNS.test(text) ? HAS_LAST_ORDER.test(text) : HAS_ORDER.test(text))

/** An answer whose rows come in one order, also where the database promises none and gives what its plan has it find first. */
export function inSteadyOrder(text: string, result: StatementResult): StatementResult {
  if (result.rows.length < 2 || isOrdered(text)) return result
  const keyed = result.rows.map((row) => ({ row, key: JSON.stringify(row) }))
  keyed.sort((a, b) => Number(a.key > b.key) - Number(a.key < b.key))
  return { ...result, rows: keyed.map(({ row }) => row) }
}
