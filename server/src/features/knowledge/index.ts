export { manifest, audience } from './manifest.ts'
export {
  findKnowledgeBaseNames,
  findKnowledgeBasesNamed,
  requireKnowledgeBases,
  knowledgeBasesOfDocuments,
} from './visible.ts'
export { contentTerms, weightSum } from './citing/content-terms.ts'
export { citePassages } from './citing/cite-passages.ts'
export { type Judge, openJudge } from './citing/judge-claims.ts'
export { sentencesOf } from './sentences.ts'
export {
  addSearchDictionaryEntry,
  changeSearchDictionaryEntry,
  deleteSearchDictionaryEntry,
} from './search-dictionary/entries.ts'
export { exportSearchDictionary, listSearchDictionary } from './search-dictionary/search-dictionary.ts'
export { importSearchDictionary } from './search-dictionary/import-search-dictionary.ts'
export { addDocument, adoptDocument } from './documents/add-document.ts'
export {
  deleteDocument,
  listDocuments,
  readDocument,
  retryDocument,
  describeDocument,
  readDocumentText,
} from './documents/documents.ts'
export { areAllReady } from './documents/document-store.ts'
export { rejectBlocked, releaseBlocked } from './documents/settle-blocked.ts'
export { listMetadataKeys } from './documents/metadata-keys.ts'
export { putPage } from './documents/put-page.ts'
export { removePage } from './documents/remove-page.ts'
export { embedKnowledgeBase } from './embedding/embed-knowledge-base.ts'
export { spentOnReadings } from './indexing/reading-store.ts'
export { spentOnVectors } from './vectors/spent-store.ts'
export {
  reindexKnowledgeBase,
  changeKnowledgeBase,
  createKnowledgeBase,
  readKnowledgeBase,
  deleteKnowledgeBase,
  listKnowledgeBases,
} from './knowledge-bases/knowledge-bases.ts'
export { addFaqEntry, listFaqEntries, changeFaqEntry, exportFaqEntries } from './faq-entries/faq-entries.ts'
export { importFaqEntries } from './faq-entries/import-faq-entries.ts'
export { previewFaqImport } from './faq-entries/preview-faq-import.ts'
export { dropPassageEdit, listPassages, listUnfitEdits } from './passages/passages.ts'
export { editPassage } from './passages/edit-passage.ts'
export type { FoundPassage } from './passages/passage.ts'
export { findPassages } from './search/find-passages.ts'
export { gatherMaterial, type Material } from './search/gather-material.ts'
export { type Retrieved, retrievePassages } from './search/retrieve-passages.ts'
export { searchKnowledge } from './search/search-knowledge.ts'
export { noteChange } from './note-change.ts'
export { knowledgeBaseChanged } from './job-kinds.ts'
export {
  lockTestedKnowledgeBase,
  markTested,
  type TestedKnowledgeBase,
} from './knowledge-bases/tested-knowledge-base.ts'
export { holdPassages } from './search/weigh-knowledge-bases.ts'
export { meaningOf } from './vectors/meaning-of.ts'
export { bytesOf, vectorOf } from './vectors/vector-bytes.ts'
