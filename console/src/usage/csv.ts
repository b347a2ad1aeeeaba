import type { UsageLine } from '#contract/shapes/usage.ts'
import { costIn, currenciesOf } from './measures.ts'

/** A text that a spreadsheet would take for a formula is made a text again. */
const cell = (value: string | number | null): string => {
  const text = String(value ?? '')
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Usage as comma-separated values: plain numbers, one column a currency. */
export function csvOf(items: readonly UsageLine[], by: string): string {
  const currencies = currenciesOf(items)
  const head = [
    'key',
    by,
    'replies',
    'failures',
    'inputTokens',
    'outputTokens',
    ...currencies.map((name) => `cost ${name}`),
    'unpriced',
    'firstTokenMs',
  ]
  const rows = items.map((item) => [
    item.key,
    item.name,
    item.replies,
    item.failures,
    item.inputTokens,
    item.outputTokens,
    ...currencies.map((currency) => costIn(item, currency)),
    item.unpriced,
    item.firstTokenMs,
  ])
  return [head, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')
}

/** Hands the table to the browser as a file. Begins with a mark, without which spreadsheets misread other scripts. */
export function downloadCsv(items: readonly UsageLine[], by: string) {
  const address = URL.createObjectURL(
    new Blob(['\uFEFF', csvOf(items, by)], { type: 'text/csv;charset=utf-8' }),
  )
  const link = document.createElement('a')
  link.href = address
  link.download = `usage-by-${by}.csv`
  link.click()
  URL.revokeObjectURL(address)
}
