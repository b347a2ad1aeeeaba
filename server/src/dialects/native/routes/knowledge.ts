import * as agents from '#features/agents/index.ts'
import * as knowledge from '#features/knowledge/index.ts'
import { making, route, type Route } from './route.ts'

/** Sources, their documents, and finding something in them. */
export const knowledgeRoutes: readonly Route[] = [
  route('GET', '/v1/sources', knowledge.listSources, 'List sources'),
  making('/v1/sources', agents.createSourceForAgents, 'Create a source'),
  route('GET', '/v1/sources/:sourceId', knowledge.readSource, 'Read a source'),
  route('PATCH', '/v1/sources/:sourceId', knowledge.changeSource, 'Change a source'),
  route('DELETE', '/v1/sources/:sourceId', knowledge.deleteSource, 'Delete a source with its documents'),
  route('POST', '/v1/sources/:sourceId/reindex', knowledge.reindexSource, 'Index all documents anew'),
  route('GET', '/v1/sources/:sourceId/pairs', knowledge.listPairs, 'List questions and answers'),
  making('/v1/sources/:sourceId/pairs', knowledge.addPair, 'Add a question with its answer'),
  route(
    'POST',
    '/v1/sources/:sourceId/pairs/preview',
    knowledge.previewPairImport,
    'See what an import from CSV would take',
  ),
  route(
    'POST',
    '/v1/sources/:sourceId/pairs/import',
    knowledge.importPairs,
    'Import questions and answers from CSV',
  ),
  route('PATCH', '/v1/pairs/:documentId', knowledge.changePair, 'Change a question or its answer'),
  route('GET', '/v1/dictionary', knowledge.listDictionary, 'List the words that search knows of'),
  making(
    '/v1/dictionary',
    knowledge.addDictionaryEntry,
    'Keep a word whole, or name words that mean the same',
  ),
  route('POST', '/v1/dictionary/import', knowledge.importDictionary, 'Import words from CSV'),
  route('GET', '/v1/dictionary/export', knowledge.exportDictionary, 'Export all words as CSV'),
  route('PATCH', '/v1/dictionary/:dictionaryEntryId', knowledge.changeDictionaryEntry, 'Change an entry'),
  route('DELETE', '/v1/dictionary/:dictionaryEntryId', knowledge.deleteDictionaryEntry, 'Delete an entry'),
  route('GET', '/v1/sources/:sourceId/documents', knowledge.listDocuments, 'List documents'),
  making(
    '/v1/sources/:sourceId/documents',
    knowledge.addDocument,
    'Add a document from text or an uploaded file',
  ),
  route(
    'GET',
    '/v1/sources/:sourceId/metadata',
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
