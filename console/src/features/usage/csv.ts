import type { UsageLine } from '#contract/shapes/usage.ts'
import { csvOf as asCsv } from '../../ui/csv.ts'
import { costIn, currenciesOf } from './measures.ts'

/** Usage as comma-separated values: plain numbers, one column a currency. */
export function csvOf(items: readonly UsageLine[], by: string): string {
  const currencies = currenciesOf(items)
  const head = [
    'key',
    by,
    'replies',
    'searches',
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
    item.searches,
    item.failures,
    item.inputTokens,
    item.outputTokens,
    ...currencies.map((currency) => costIn(item, currency)),
    item.unpriced,
    item.firstTokenMs,
  ])
  return asCsv(head, rows)
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
