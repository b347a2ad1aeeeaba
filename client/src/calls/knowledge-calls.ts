import type { z } from 'zod'
import type { Page } from '#contract/page.ts'
import type {
  AddDocument,
  ChangeKnowledgeBase,
  CreateKnowledgeBaseForAgents,
  Document,
  DocumentText,
  HitList,
  Passage,
  SearchKnowledge,
  KnowledgeBase,
} from '#contract/shapes/knowledge.ts'
import type { Metadata, MetadataKeyList } from '#contract/shapes/metadata.ts'
import type { EmbeddingModelList } from '#contract/shapes/model.ts'
import type { EditPassage, PassageEditList } from '#contract/shapes/passage-edit.ts'
import { path, type Transport } from '../transport.ts'
import type { PageOptions } from './page-options.ts'

export const knowledgeBaseCalls = ({ call }: Transport) => ({
  list: (query: PageOptions = {}) =>
    call<Page<KnowledgeBase>>('GET', '/v1/knowledge-bases', { query: { ...query } }),
  create: (body: z.input<typeof CreateKnowledgeBaseForAgents>) =>
    call<KnowledgeBase>('POST', '/v1/knowledge-bases', { body }),
  read: (knowledgeBaseId: string) => call<KnowledgeBase>('GET', path`/v1/knowledge-bases/${knowledgeBaseId}`),
  change: (knowledgeBaseId: string, body: Omit<z.input<typeof ChangeKnowledgeBase>, 'knowledgeBaseId'>) =>
    call<KnowledgeBase>('PATCH', path`/v1/knowledge-bases/${knowledgeBaseId}`, { body }),
  remove: (knowledgeBaseId: string, options: { keepalive?: boolean } = {}) =>
    call<void>('DELETE', path`/v1/knowledge-bases/${knowledgeBaseId}`, options),
  reindex: (knowledgeBaseId: string) =>
    call<KnowledgeBase>('POST', path`/v1/knowledge-bases/${knowledgeBaseId}/reindex`, { body: {} }),
  metadataKeys: (knowledgeBaseId: string) =>
    call<z.output<typeof MetadataKeyList>>('GET', path`/v1/knowledge-bases/${knowledgeBaseId}/metadata`),
  embeddingModels: () => call<z.output<typeof EmbeddingModelList>>('GET', '/v1/embedding-models'),
  search: (body: z.input<typeof SearchKnowledge>) =>
    call<z.output<typeof HitList>>('POST', '/v1/search', { body }),
})

export const documentCalls = ({ call }: Transport) => ({
  list: (knowledgeBaseId: string, query: PageOptions & { kind?: Document['kind'] } = {}) =>
    call<Page<Document>>('GET', path`/v1/knowledge-bases/${knowledgeBaseId}/documents`, {
      query: { ...query },
    }),
  add: (knowledgeBaseId: string, body: Omit<z.input<typeof AddDocument>, 'knowledgeBaseId'>) =>
    call<Document>('POST', path`/v1/knowledge-bases/${knowledgeBaseId}/documents`, { body }),
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
