import type { z } from 'zod'
import type { Page } from '#contract/page.ts'
import type {
  AddDocument,
  ChangeSource,
  CreateSource,
  Document,
  DocumentText,
  HitList,
  Passage,
  SearchKnowledge,
  Source,
} from '#contract/shapes/knowledge.ts'
import { path, type Transport } from '../transport.ts'
import type { PageOptions } from './page-options.ts'

export const sourceCalls = ({ call }: Transport) => ({
  list: (query: PageOptions = {}) => call<Page<Source>>('GET', '/v1/sources', { query: { ...query } }),
  create: (body: z.input<typeof CreateSource>) => call<Source>('POST', '/v1/sources', { body }),
  read: (sourceId: string) => call<Source>('GET', path`/v1/sources/${sourceId}`),
  change: (sourceId: string, body: Omit<z.input<typeof ChangeSource>, 'sourceId'>) =>
    call<Source>('PATCH', path`/v1/sources/${sourceId}`, { body }),
  remove: (sourceId: string, options: { keepalive?: boolean } = {}) =>
    call<void>('DELETE', path`/v1/sources/${sourceId}`, options),
  search: (body: z.input<typeof SearchKnowledge>) =>
    call<z.output<typeof HitList>>('POST', '/v1/search', { body }),
})

export const documentCalls = ({ call }: Transport) => ({
  list: (sourceId: string, query: PageOptions = {}) =>
    call<Page<Document>>('GET', path`/v1/sources/${sourceId}/documents`, { query: { ...query } }),
  add: (sourceId: string, body: Omit<z.input<typeof AddDocument>, 'sourceId'>) =>
    call<Document>('POST', path`/v1/sources/${sourceId}/documents`, { body }),
  read: (documentId: string) => call<Document>('GET', path`/v1/documents/${documentId}`),
  text: (documentId: string) =>
    call<z.output<typeof DocumentText>>('GET', path`/v1/documents/${documentId}/text`),
  passages: (documentId: string, query: PageOptions = {}) =>
    call<Page<Passage>>('GET', path`/v1/documents/${documentId}/passages`, { query: { ...query } }),
  retry: (documentId: string) =>
    call<Document>('POST', path`/v1/documents/${documentId}/retry`, { body: {} }),
  remove: (documentId: string, options: { keepalive?: boolean } = {}) =>
    call<void>('DELETE', path`/v1/documents/${documentId}`, options),
})
