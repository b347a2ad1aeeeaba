import type { z } from 'zod'
import type { Page } from '#contract/page.ts'
import type {
  AddSearchDictionaryEntry,
  SearchDictionaryEntry,
  SearchDictionaryExport,
  SearchDictionaryImport,
} from '#contract/shapes/search-dictionary.ts'
import { path, type Transport } from '../transport.ts'
import type { PageOptions } from './page-options.ts'

type Entry = z.input<typeof AddSearchDictionaryEntry>

/** Words that search knows of: kept whole, or meaning the same. An empty filter lets everything pass. */
export const searchDictionaryCalls = ({ call }: Transport) => ({
  list: ({ kind, search, ...page }: PageOptions & { kind?: string; search?: string } = {}) =>
    call<Page<SearchDictionaryEntry>>('GET', path`/v1/search-dictionary`, {
      query: { ...page, ...(kind && { kind }), ...(search && { search }) },
    }),
  add: (body: Entry) => call<SearchDictionaryEntry>('POST', path`/v1/search-dictionary`, { body }),
  change: (searchDictionaryEntryId: string, body: Partial<Entry>) =>
    call<SearchDictionaryEntry>('PATCH', path`/v1/search-dictionary/${searchDictionaryEntryId}`, { body }),
  remove: (searchDictionaryEntryId: string, options: { keepalive?: boolean } = {}) =>
    call<void>('DELETE', path`/v1/search-dictionary/${searchDictionaryEntryId}`, options),
  import: (csv: string) =>
    call<SearchDictionaryImport>('POST', path`/v1/search-dictionary/import`, { body: { csv } }),
  export: () => call<z.output<typeof SearchDictionaryExport>>('GET', path`/v1/search-dictionary/export`),
})
