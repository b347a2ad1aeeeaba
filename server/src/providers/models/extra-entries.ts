import { z } from 'zod'
import { Currency, Price } from '#contract/money.ts'
import { loadLater } from '#platform/modules/load-later.ts'

const yaml = loadLater<typeof import('yaml')>('yaml')

/** Items of the models file that answer nobody, by the field that says so. */
export type ExtraKind = 'embedding' | 'rerank'

const isOf = (kind: ExtraKind, item: unknown): boolean =>
  typeof item === 'object' && item !== null && (item as Record<string, unknown>)[kind] === true

export const isExtraEntry = (item: unknown): boolean => isOf('embedding', item) || isOf('rerank', item)

/** Those of a kind; none where the file is no list, which is said elsewhere. */
export function extraEntries(kind: ExtraKind, modelsFile: string | null): unknown[] {
  const items: unknown = modelsFile && yaml().parseDocument(modelsFile, { prettyErrors: false }).toJS()
  return Array.isArray(items) ? items.filter((item) => isOf(kind, item)) : []
}

/** What reading costs that says nothing: per million tokens. */
export const ReadingPrice = z
  .strictObject({ currency: Currency, input: Price.shape.input })
  .transform((price): Price => ({ ...price, cachedInput: null, output: 0 }))
