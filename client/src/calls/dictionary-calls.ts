import type { z } from 'zod'
import type { Page } from '#contract/page.ts'
import type {
  AddDictionaryEntry,
  DictionaryEntry,
  DictionaryExport,
  DictionaryImport,
} from '#contract/shapes/dictionary.ts'
import { path, type Transport } from '../transport.ts'
import type { PageOptions } from './page-options.ts'

type Entry = z.input<typeof AddDictionaryEntry>

/** Words that search knows of: kept whole, or meaning the same. An empty filter lets everything pass. */
export const dictionaryCalls = ({ call }: Transport) => ({
  list: ({ kind, search, ...page }: PageOptions & { kind?: string; search?: string } = {}) =>
    call<Page<DictionaryEntry>>('GET', path`/v1/dictionary`, {
      query: { ...page, ...(kind && { kind }), ...(search && { search }) },
    }),
  add: (body: Entry) => call<DictionaryEntry>('POST', path`/v1/dictionary`, { body }),
  change: (dictionaryEntryId: string, body: Partial<Entry>) =>
    call<DictionaryEntry>('PATCH', path`/v1/dictionary/${dictionaryEntryId}`, { body }),
  remove: (dictionaryEntryId: string, options: { keepalive?: boolean } = {}) =>
    call<void>('DELETE', path`/v1/dictionary/${dictionaryEntryId}`, options),
  import: (csv: string) => call<DictionaryImport>('POST', path`/v1/dictionary/import`, { body: { csv } }),
  export: () => call<z.output<typeof DictionaryExport>>('GET', path`/v1/dictionary/export`),
})
