import type { z } from 'zod'
import type { Page } from '#contract/page.ts'
import type {
  AddFaqEntry,
  ChangeFaqEntry,
  ImportFaqEntries,
  FaqEntry,
  FaqImport,
  FaqImportPreview,
  PreviewFaqImport,
} from '#contract/shapes/faq-entry.ts'
import { type NamedFile, namedFile } from '../named-file.ts'
import { path, type Transport } from '../transport.ts'
import type { PageOptions } from './page-options.ts'

/** Questions with their answers. They are removed like any document. */
export const faqEntryCalls = ({ call, open }: Transport) => ({
  list: (knowledgeBaseId: string, query: PageOptions & { search?: string } = {}) =>
    call<Page<FaqEntry>>('GET', path`/v1/knowledge-bases/${knowledgeBaseId}/faq-entries`, {
      query: { ...query },
    }),
  add: (knowledgeBaseId: string, body: Omit<z.input<typeof AddFaqEntry>, 'knowledgeBaseId'>) =>
    call<FaqEntry>('POST', path`/v1/knowledge-bases/${knowledgeBaseId}/faq-entries`, { body }),
  change: (documentId: string, body: Omit<z.input<typeof ChangeFaqEntry>, 'documentId'>) =>
    call<FaqEntry>('PATCH', path`/v1/faq-entries/${documentId}`, { body }),
  preview: (knowledgeBaseId: string, body: Omit<z.input<typeof PreviewFaqImport>, 'knowledgeBaseId'>) =>
    call<FaqImportPreview>('POST', path`/v1/knowledge-bases/${knowledgeBaseId}/faq-entries/preview`, {
      body,
    }),
  /** All of a knowledge base, as a CSV file that can be imported again. */
  async export(knowledgeBaseId: string): Promise<NamedFile> {
    return namedFile(await open('GET', path`/v1/knowledge-bases/${knowledgeBaseId}/faq-entries/export`))
  },
  import: (knowledgeBaseId: string, body: Omit<z.input<typeof ImportFaqEntries>, 'knowledgeBaseId'>) =>
    call<z.output<typeof FaqImport>>(
      'POST',
      path`/v1/knowledge-bases/${knowledgeBaseId}/faq-entries/import`,
      { body },
    ),
})
