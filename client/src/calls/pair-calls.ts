import type { z } from 'zod'
import type { Page } from '#contract/page.ts'
import type {
  AddPair,
  ChangePair,
  ImportPairs,
  Pair,
  PairImport,
  PairImportPreview,
  PreviewPairImport,
} from '#contract/shapes/pair.ts'
import { type NamedFile, namedFile } from '../named-file.ts'
import { path, type Transport } from '../transport.ts'
import type { PageOptions } from './page-options.ts'

/** Questions with their answers. They are removed like any document. */
export const pairCalls = ({ call, open }: Transport) => ({
  list: (sourceId: string, query: PageOptions & { search?: string } = {}) =>
    call<Page<Pair>>('GET', path`/v1/sources/${sourceId}/pairs`, { query: { ...query } }),
  add: (sourceId: string, body: Omit<z.input<typeof AddPair>, 'sourceId'>) =>
    call<Pair>('POST', path`/v1/sources/${sourceId}/pairs`, { body }),
  change: (documentId: string, body: Omit<z.input<typeof ChangePair>, 'documentId'>) =>
    call<Pair>('PATCH', path`/v1/pairs/${documentId}`, { body }),
  preview: (sourceId: string, body: Omit<z.input<typeof PreviewPairImport>, 'sourceId'>) =>
    call<PairImportPreview>('POST', path`/v1/sources/${sourceId}/pairs/preview`, { body }),
  /** All of a source, as a CSV file that can be imported again. */
  async export(sourceId: string): Promise<NamedFile> {
    return namedFile(await open('GET', path`/v1/sources/${sourceId}/pairs/export`))
  },
  import: (sourceId: string, body: Omit<z.input<typeof ImportPairs>, 'sourceId'>) =>
    call<z.output<typeof PairImport>>('POST', path`/v1/sources/${sourceId}/pairs/import`, { body }),
})
