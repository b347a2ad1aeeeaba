import type { z } from 'zod'
import type { Page } from '#contract/page.ts'
import type {
  AddDocument,
  ChangeSource,
  CreateSourceForAgents,
  Document,
  DocumentText,
  HitList,
  Passage,
  SearchKnowledge,
  Source,
} from '#contract/shapes/knowledge.ts'
import type { Metadata, MetadataKeyList } from '#contract/shapes/metadata.ts'
import type { EmbeddingModelList } from '#contract/shapes/model.ts'
import type { EditPassage, PassageEditList } from '#contract/shapes/passage-edit.ts'
import { path, type Transport } from '../transport.ts'
import type { PageOptions } from './page-options.ts'

export const sourceCalls = ({ call }: Transport) => ({
  list: (query: PageOptions = {}) => call<Page<Source>>('GET', '/v1/sources', { query: { ...query } }),
  create: (body: z.input<typeof CreateSourceForAgents>) => call<Source>('POST', '/v1/sources', { body }),
  read: (sourceId: string) => call<Source>('GET', path`/v1/sources/${sourceId}`),
  change: (sourceId: string, body: Omit<z.input<typeof ChangeSource>, 'sourceId'>) =>
    call<Source>('PATCH', path`/v1/sources/${sourceId}`, { body }),
  remove: (sourceId: string, options: { keepalive?: boolean } = {}) =>
    call<void>('DELETE', path`/v1/sources/${sourceId}`, options),
  reindex: (sourceId: string) => call<Source>('POST', path`/v1/sources/${sourceId}/reindex`, { body: {} }),
  metadataKeys: (sourceId: string) =>
    call<z.output<typeof MetadataKeyList>>('GET', path`/v1/sources/${sourceId}/metadata`),
  embeddingModels: () => call<z.output<typeof EmbeddingModelList>>('GET', '/v1/embedding-models'),
  search: (body: z.input<typeof SearchKnowledge>) =>
    call<z.output<typeof HitList>>('POST', '/v1/search', { body }),
})

export const documentCalls = ({ call }: Transport) => ({
  list: (sourceId: string, query: PageOptions & { kind?: Document['kind'] } = {}) =>
    call<Page<Document>>('GET', path`/v1/sources/${sourceId}/documents`, { query: { ...query } }),
  add: (sourceId: string, body: Omit<z.input<typeof AddDocument>, 'sourceId'>) =>
    call<Document>('POST', path`/v1/sources/${sourceId}/documents`, { body }),
  read: (documentId: string) => call<Document>('GET', path`/v1/documents/${documentId}`),
  describe: (documentId: string, metadata: z.input<typeof Metadata>) =>
    call<Document>('PATCH', path`/v1/documents/${documentId}`, { body: { metadata } }),
  text: (documentId: string) =>
    call<z.output<typeof DocumentText>>('GET', path`/v1/documents/${documentId}/text`),
  passages: (documentId: string, query: PageOptions = {}) =>
    call<Page<Passage>>('GET', path`/v1/documents/${documentId}/passages`, { query: { ...query } }),
  editPassage: (passageId: string, body: Omit<z.input<typeof EditPassage>, 'passageId'>) =>
    call<Passage>('PATCH', path`/v1/passages/${passageId}`, { body }),
  unfitEdits: (documentId: string) =>
    call<z.output<typeof PassageEditList>>('GET', path`/v1/documents/${documentId}/unfit-edits`),
  dropEdit: (editId: string) => call<void>('DELETE', path`/v1/passage-edits/${editId}`),
  retry: (documentId: string) =>
    call<Document>('POST', path`/v1/documents/${documentId}/retry`, { body: {} }),
  remove: (documentId: string, options: { keepalive?: boolean } = {}) =>
    call<void>('DELETE', path`/v1/documents/${documentId}`, options),
})
