import * as agents from '#features/agents/index.ts'
import * as knowledge from '#features/knowledge/index.ts'
import { making, route, type Route } from './route.ts'

/** Knowledge bases, their documents, and finding something in them. */
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
    'Delete a knowledge base with its documents',
  ),
  route(
    'POST',
    '/v1/knowledge-bases/:knowledgeBaseId/reindex',
    knowledge.reindexKnowledgeBase,
    'Index all documents anew',
  ),
  route(
    'GET',
    '/v1/knowledge-bases/:knowledgeBaseId/faq-entries',
    knowledge.listFaqEntries,
    'List FAQ entries',
  ),
  making('/v1/knowledge-bases/:knowledgeBaseId/faq-entries', knowledge.addFaqEntry, 'Add an FAQ entry'),
  route(
    'POST',
    '/v1/knowledge-bases/:knowledgeBaseId/faq-entries/preview',
    knowledge.previewFaqImport,
    'See what an import from CSV would take',
  ),
  route(
    'POST',
    '/v1/knowledge-bases/:knowledgeBaseId/faq-entries/import',
    knowledge.importFaqEntries,
    'Import questions and answers from CSV',
  ),
  route('PATCH', '/v1/faq-entries/:documentId', knowledge.changeFaqEntry, 'Change an FAQ entry'),
  route('GET', '/v1/search-dictionary', knowledge.listSearchDictionary, 'List search dictionary entries'),
  making(
    '/v1/search-dictionary',
    knowledge.addSearchDictionaryEntry,
    'Keep a word whole, or name words that mean the same',
  ),
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
  route('GET', '/v1/knowledge-bases/:knowledgeBaseId/documents', knowledge.listDocuments, 'List documents'),
  making(
    '/v1/knowledge-bases/:knowledgeBaseId/documents',
    knowledge.addDocument,
    'Add a document from text or an uploaded file',
  ),
  route(
    'GET',
    '/v1/knowledge-bases/:knowledgeBaseId/metadata',
    knowledge.listMetadataKeys,
    'List by what keys documents are described',
  ),
  route('GET', '/v1/documents/:documentId', knowledge.readDocument, 'Read where a document stands'),
  route('PATCH', '/v1/documents/:documentId', knowledge.describeDocument, 'Set the metadata of a document'),
  route('GET', '/v1/documents/:documentId/text', knowledge.readDocumentText, 'Read the extracted text'),
  route('GET', '/v1/documents/:documentId/passages', knowledge.listPassages, 'List passages'),
  route('PATCH', '/v1/passages/:passageId', knowledge.editPassage, 'Change or disable a passage'),
  route(
    'GET',
    '/v1/documents/:documentId/unfit-edits',
    knowledge.listUnfitEdits,
    'List changes to passages that are gone',
  ),
  route('DELETE', '/v1/passage-edits/:editId', knowledge.dropPassageEdit, 'Forget such a change'),
  route('POST', '/v1/documents/:documentId/retry', knowledge.retryDocument, 'Try a failed document again'),
  route('DELETE', '/v1/documents/:documentId', knowledge.deleteDocument, 'Delete a document'),
  route('POST', '/v1/search', knowledge.searchKnowledge, 'Search passages'),
]
