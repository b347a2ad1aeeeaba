import { get, patch, post, remove } from '../route.ts'

/** Knowledge bases, their documents and passages, and search. */
export const knowledgeRoutes = {
  knowledgeBases: {
    list: get('/v1/knowledge-bases', {
      name: 'knowledge-base.list',
      permission: 'knowledge:read',
      input: 'ListKnowledgeBases',
      output: 'KnowledgeBasePage',
      summary: 'List knowledge bases',
    }),
    create: post('/v1/knowledge-bases', {
      name: 'knowledge-base.create-for-agents',
      permission: 'knowledge:write',
      input: 'CreateKnowledgeBaseForAgents',
      output: 'KnowledgeBase',
      status: 201,
      summary: 'Create a knowledge base',
    }),
    read: get('/v1/knowledge-bases/:knowledgeBaseId', {
      name: 'knowledge-base.read',
      permission: 'knowledge:read',
      output: 'KnowledgeBase',
      summary: 'Read a knowledge base',
    }),
    change: patch('/v1/knowledge-bases/:knowledgeBaseId', {
      name: 'knowledge-base.change',
      permission: 'knowledge:write',
      input: 'ChangeKnowledgeBase',
      output: 'KnowledgeBase',
      summary: 'Change a knowledge base',
    }),
    remove: remove('/v1/knowledge-bases/:knowledgeBaseId', {
      name: 'knowledge-base.delete',
      permission: 'knowledge:write',
      summary: 'Delete a knowledge base and its documents',
    }),
    reindex: post('/v1/knowledge-bases/:knowledgeBaseId/reindex', {
      name: 'knowledge-base.reindex',
      permission: 'knowledge:write',
      output: 'KnowledgeBase',
      summary: 'Reindex all documents of a knowledge base',
    }),
    metadataKeys: get('/v1/knowledge-bases/:knowledgeBaseId/metadata', {
      name: 'knowledge-base.list-metadata-keys',
      permission: 'knowledge:read',
      output: 'MetadataKeyList',
      summary: 'List the metadata keys that documents use',
    }),
    search: post('/v1/search', {
      name: 'knowledge.search',
      permission: 'knowledge:search',
      input: 'SearchKnowledge',
      output: 'HitList',
      summary: 'Search passages',
    }),
    embeddingModels: get('/v1/embedding-models', {
      name: 'embedding-model.list',
      permission: 'knowledge:read',
      output: 'EmbeddingModelList',
      summary: 'List embedding models',
    }),
  },
  documents: {
    list: get('/v1/knowledge-bases/:knowledgeBaseId/documents', {
      name: 'document.list',
      permission: 'knowledge:read',
      input: 'ListDocuments',
      output: 'DocumentPage',
      summary: 'List the documents of a knowledge base',
    }),
    add: post('/v1/knowledge-bases/:knowledgeBaseId/documents', {
      name: 'document.add',
      permission: 'knowledge:write',
      input: 'AddDocument',
      output: 'Document',
      status: 201,
      summary: 'Add a document from text or an uploaded file',
    }),
    read: get('/v1/documents/:documentId', {
      name: 'document.read',
      permission: 'knowledge:read',
      output: 'Document',
      summary: 'Read a document and its state',
    }),
    describe: patch('/v1/documents/:documentId', {
      name: 'document.describe',
      permission: 'knowledge:write',
      input: 'DescribeDocument',
      output: 'Document',
      summary: 'Set the metadata of a document',
    }),
    text: get('/v1/documents/:documentId/text', {
      name: 'document.read-text',
      permission: 'knowledge:read',
      output: 'DocumentText',
      summary: 'Read the extracted text of a document',
    }),
    passages: get('/v1/documents/:documentId/passages', {
      name: 'passage.list',
      permission: 'knowledge:read',
      input: 'ListPassages',
      output: 'PassagePage',
      summary: 'List the passages of a document',
    }),
    editPassage: patch('/v1/passages/:passageId', {
      name: 'passage.edit',
      permission: 'knowledge:write',
      input: 'EditPassage',
      output: 'Passage',
      summary: 'Edit or disable a passage',
    }),
    unfitEdits: get('/v1/documents/:documentId/unfit-edits', {
      name: 'passage-edit.list-unfit',
      permission: 'knowledge:read',
      output: 'PassageEditList',
      summary: 'List edits whose passage no longer exists',
    }),
    dropEdit: remove('/v1/passage-edits/:editId', {
      name: 'passage-edit.drop',
      permission: 'knowledge:write',
      summary: 'Delete an edit whose passage no longer exists',
    }),
    retry: post('/v1/documents/:documentId/retry', {
      name: 'document.retry',
      permission: 'knowledge:write',
      output: 'Document',
      summary: 'Retry a failed document',
    }),
    remove: remove('/v1/documents/:documentId', {
      name: 'document.delete',
      permission: 'knowledge:write',
      summary: 'Delete a document',
    }),
  },
} as const
