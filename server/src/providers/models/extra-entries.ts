import { z } from 'zod'
import { Currency, Price } from '#contract/money.ts'
import { loadLater } from '#platform/modules/load-later.ts'

const yaml = loadLater<typeof import('yaml')>('yaml')

/** Items of the models file that are not chat models, by the field that marks them. */
export type ExtraKind = 'embedding' | 'rerank'

const isOf = (kind: ExtraKind, item: unknown): boolean =>
  typeof item === 'object' && item !== null && (item as Record<string, unknown>)[kind] === true

export const isExtraEntry = (item: unknown): boolean => isOf('embedding', item) || isOf('rerank', item)

/** The items of a kind; none if the file is not a list, which is reported elsewhere. */
export function extraEntries(kind: ExtraKind, modelsFile: string | null): unknown[] {
  const items: unknown = modelsFile && yaml().parseDocument(modelsFile, { prettyErrors: false }).toJS()
  return Array.isArray(items) ? items.filter((item) => isOf(kind, item)) : []
}

/** The price of models without output: per million tokens. */
export const ReadingPrice = z
  .strictObject({ currency: Currency, input: Price.shape.input })
  .transform((price): Price => ({ ...price, cachedInput: null, output: 0 }))
