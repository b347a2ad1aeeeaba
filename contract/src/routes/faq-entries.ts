import { get, patch, post, remove } from '../route.ts'

/** FAQ entries and the search dictionary. */
export const faqEntriesRoutes = {
  faqEntries: {
    list: get('/v1/knowledge-bases/:knowledgeBaseId/faq-entries', {
      name: 'faq-entry.list',
      permission: 'knowledge:read',
      refreshedBy: ['document'],
      input: 'ListFaqEntries',
      output: 'FaqEntryPage',
      summary: 'List the FAQ entries of a knowledge base',
    }),
    add: post('/v1/knowledge-bases/:knowledgeBaseId/faq-entries', {
      name: 'faq-entry.add',
      permission: 'knowledge:write',
      input: 'AddFaqEntry',
      output: 'FaqEntry',
      status: 201,
      summary: 'Add an FAQ entry to a knowledge base',
    }),
    preview: post('/v1/knowledge-bases/:knowledgeBaseId/faq-entries/preview', {
      name: 'faq-entry.preview-import',
      permission: 'knowledge:write',
      input: 'PreviewFaqImport',
      output: 'FaqImportPreview',
      summary: 'Preview an import of FAQ entries from CSV',
    }),
    import: post('/v1/knowledge-bases/:knowledgeBaseId/faq-entries/import', {
      name: 'faq-entry.import',
      permission: 'knowledge:write',
      input: 'ImportFaqEntries',
      output: 'FaqImport',
      summary: 'Import FAQ entries from CSV',
    }),
    change: patch('/v1/faq-entries/:documentId', {
      name: 'faq-entry.change',
      permission: 'knowledge:write',
      input: 'ChangeFaqEntry',
      output: 'FaqEntry',
      summary: 'Change an FAQ entry',
    }),
    /** All entries of a knowledge base, as a CSV file that can be imported again. */
    export: get('/v1/knowledge-bases/:knowledgeBaseId/faq-entries/export', {
      name: 'faq-entry.export',
      permission: 'knowledge:read',
      answers: 'file',
      summary: 'Download the FAQ entries of a knowledge base as CSV',
    }),
  },
  searchDictionary: {
    list: get('/v1/search-dictionary', {
      name: 'search-dictionary.list',
      permission: 'knowledge:read',
      input: 'ListSearchDictionary',
      output: 'SearchDictionaryPage',
      summary: 'List search dictionary entries',
    }),
    add: post('/v1/search-dictionary', {
      name: 'search-dictionary.add-entry',
      permission: 'knowledge:write',
      input: 'AddSearchDictionaryEntry',
      output: 'SearchDictionaryEntry',
      status: 201,
      summary: 'Add a search dictionary entry',
    }),
    import: post('/v1/search-dictionary/import', {
      name: 'search-dictionary.import',
      permission: 'knowledge:write',
      input: 'ImportSearchDictionary',
      output: 'SearchDictionaryImport',
      summary: 'Import search dictionary entries from CSV',
    }),
    export: get('/v1/search-dictionary/export', {
      name: 'search-dictionary.export',
      permission: 'knowledge:read',
      output: 'SearchDictionaryExport',
      summary: 'Export the search dictionary as CSV',
    }),
    change: patch('/v1/search-dictionary/:searchDictionaryEntryId', {
      name: 'search-dictionary.change-entry',
      permission: 'knowledge:write',
      input: 'ChangeSearchDictionaryEntry',
      output: 'SearchDictionaryEntry',
      summary: 'Change a search dictionary entry',
    }),
    remove: remove('/v1/search-dictionary/:searchDictionaryEntryId', {
      name: 'search-dictionary.delete-entry',
      permission: 'knowledge:write',
      summary: 'Delete a search dictionary entry',
    }),
  },
} as const
