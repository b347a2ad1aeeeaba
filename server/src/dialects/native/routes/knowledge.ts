import * as agents from '#features/agents/index.ts'
import * as knowledge from '#features/knowledge/index.ts'
import { making, route, type Route } from './route.ts'

/** Knowledge bases, their documents and passages, and search. */
export const knowledgeRoutes: readonly Route[] = [
  route('GET', '/v1/knowledge-bases', knowledge.listKnowledgeBases, 'List knowledge bases'),
  making('/v1/knowledge-bases', agents.createKnowledgeBaseForAgents, 'Create a knowledge base'),
  route('GET', '/v1/knowledge-bases/:knowledgeBaseId', knowledge.readKnowledgeBase, 'Read a knowledge base'),
  route(
    'PATCH',
    '/v1/knowledge-bases/:knowledgeBaseId',
    knowledge.changeKnowledgeBase,
    'Change a knowledge base',
  ),
  route(
    'DELETE',
    '/v1/knowledge-bases/:knowledgeBaseId',
    knowledge.deleteKnowledgeBase,
    'Delete a knowledge base and its documents',
  ),
  route(
    'POST',
    '/v1/knowledge-bases/:knowledgeBaseId/reindex',
    knowledge.reindexKnowledgeBase,
    'Reindex all documents of a knowledge base',
  ),
  route(
    'GET',
    '/v1/knowledge-bases/:knowledgeBaseId/faq-entries',
    knowledge.listFaqEntries,
    'List the FAQ entries of a knowledge base',
  ),
  making(
    '/v1/knowledge-bases/:knowledgeBaseId/faq-entries',
    knowledge.addFaqEntry,
    'Add an FAQ entry to a knowledge base',
  ),
  route(
    'POST',
    '/v1/knowledge-bases/:knowledgeBaseId/faq-entries/preview',
    knowledge.previewFaqImport,
    'Preview an import of FAQ entries from CSV',
  ),
  route(
    'POST',
    '/v1/knowledge-bases/:knowledgeBaseId/faq-entries/import',
    knowledge.importFaqEntries,
    'Import FAQ entries from CSV',
  ),
  route('PATCH', '/v1/faq-entries/:documentId', knowledge.changeFaqEntry, 'Change an FAQ entry'),
  route('GET', '/v1/search-dictionary', knowledge.listSearchDictionary, 'List search dictionary entries'),
  making('/v1/search-dictionary', knowledge.addSearchDictionaryEntry, 'Add a search dictionary entry'),
  route(
    'POST',
    '/v1/search-dictionary/import',
    knowledge.importSearchDictionary,
    'Import search dictionary entries from CSV',
  ),
  route(
    'GET',
    '/v1/search-dictionary/export',
    knowledge.exportSearchDictionary,
    'Export the search dictionary as CSV',
  ),
  route(
    'PATCH',
    '/v1/search-dictionary/:searchDictionaryEntryId',
    knowledge.changeSearchDictionaryEntry,
    'Change a search dictionary entry',
  ),
  route(
    'DELETE',
    '/v1/search-dictionary/:searchDictionaryEntryId',
    knowledge.deleteSearchDictionaryEntry,
    'Delete a search dictionary entry',
  ),
  route(
    'GET',
    '/v1/knowledge-bases/:knowledgeBaseId/documents',
    knowledge.listDocuments,
    'List the documents of a knowledge base',
  ),
  making(
    '/v1/knowledge-bases/:knowledgeBaseId/documents',
    knowledge.addDocument,
    'Add a document from text or an uploaded file',
  ),
  route(
    'GET',
    '/v1/knowledge-bases/:knowledgeBaseId/metadata',
    knowledge.listMetadataKeys,
    'List the metadata keys that documents use',
  ),
  route('GET', '/v1/documents/:documentId', knowledge.readDocument, 'Read a document and its state'),
  route('PATCH', '/v1/documents/:documentId', knowledge.describeDocument, 'Set the metadata of a document'),
  route(
    'GET',
    '/v1/documents/:documentId/text',
    knowledge.readDocumentText,
    'Read the extracted text of a document',
  ),
  route(
    'GET',
    '/v1/documents/:documentId/passages',
    knowledge.listPassages,
    'List the passages of a document',
  ),
  route('PATCH', '/v1/passages/:passageId', knowledge.editPassage, 'Edit or disable a passage'),
  route(
    'GET',
    '/v1/documents/:documentId/unfit-edits',
    knowledge.listUnfitEdits,
    'List edits whose passage no longer exists',
  ),
  route(
    'DELETE',
    '/v1/passage-edits/:editId',
    knowledge.dropPassageEdit,
    'Delete an edit whose passage no longer exists',
  ),
  route('POST', '/v1/documents/:documentId/retry', knowledge.retryDocument, 'Retry a failed document'),
  route('DELETE', '/v1/documents/:documentId', knowledge.deleteDocument, 'Delete a document'),
  route('POST', '/v1/search', knowledge.searchKnowledge, 'Search passages'),
]
