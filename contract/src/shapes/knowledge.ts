import { z } from 'zod'
import { Instant, id } from '../ids.ts'
import { PageQuery, pageOf } from '../page.ts'
import { Conditions } from './document-filter.ts'
import { DocumentErrorCode } from './document-error-code.ts'
import { Metadata } from './metadata.ts'

/** Why passages have no vectors. Later versions may add codes: treat an unknown code as a general error. */
export const EmbeddingErrorCode = z.enum(['not-connected', 'not-answering', 'budget-used-up'])
export type EmbeddingErrorCode = z.infer<typeof EmbeddingErrorCode>

export const KnowledgeBase = z
  .object({
    id: id('knowledgeBase'),
    name: z.string(),
    description: z.string(),
    documentCount: z.int().describe('The number of documents.'),
    passageCount: z.int().describe('The number of passages in all documents.'),
    waitingCount: z
      .int()
      .describe('The number of documents that are still to be indexed, for the first time or again.'),
    blockedCount: z.int().describe('The number of documents with a change that the quality gate blocks.'),
    qualityGate: z
      .number()
      .nullable()
      .describe(
        'The quality gate: the lowest share, 0.01 to 1, of what the test cases expect that must be found and supported. A change that falls below it is blocked. Null: no quality gate.',
      ),
    trustsLinks: z.boolean().describe('Whether answers may link to the hosts named in its documents.'),
    passageSize: z.int().describe('The size of a passage, in tokens.'),
    passageOverlap: z
      .int()
      .describe('How many tokens of a passage may be repeated at the start of the next passage.'),
    embeddingModel: z
      .string()
      .nullable()
      .describe(
        'The embedding model for search by meaning, for example `openai/text-embedding-3-small`; null: search by words only.',
      ),
    embeddedCount: z.int().describe('The number of passages that have vectors of the embedding model.'),
    embeddingErrorCode: EmbeddingErrorCode.nullable().describe(
      'Why some passages have no vectors, so that only search by words finds them; null: no error.',
    ),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'KnowledgeBase' })
export type KnowledgeBase = z.infer<typeof KnowledgeBase>
export const KnowledgeBasePage = pageOf(KnowledgeBase).meta({ id: 'KnowledgeBasePage' })
export const ListKnowledgeBases = PageQuery
export const KnowledgeBaseRef = z.strictObject({ knowledgeBaseId: id('knowledgeBase') })
const embeddingModel = z
  .string()
  .regex(/^[^/\s]{1,60}\/\S{1,200}$/, 'expected provider/model or provider/model@dimension')
  .nullable()
  .optional()
export const CreateKnowledgeBase = z.strictObject({
  embeddingModel: embeddingModel.describe(
    "The embedding model for search by meaning, for example `openai/text-embedding-3-small`; null: search by words only. Omitted: the server's default, if any.",
  ),
  name: z.string().trim().min(1).max(100),
  description: z.string().max(1000).default(''),
  trustsLinks: z
    .boolean()
    .default(true)
    .describe(
      'Whether answers may link to the hosts named in its documents. Use false if untrusted people can add documents.',
    ),
})
export const CreateKnowledgeBaseForAgents = CreateKnowledgeBase.extend({
  agentIds: z
    .array(id('agent'))
    .max(50)
    .default([])
    .describe('Agents that search the new knowledge base from now on. Needs permission to change agents.'),
})
export const ChangeKnowledgeBase = KnowledgeBaseRef.extend({
  name: z.string().trim().min(1).max(100).optional(),
  description: z.string().max(1000).optional(),
  trustsLinks: z
    .boolean()
    .optional()
    .describe('Whether answers may link to the hosts named in its documents. Applies to future answers.'),
  passageSize: z
    .int()
    .min(50)
    .max(2000)
    .optional()
    .describe('The size of a passage, in tokens. Changing it indexes all documents again.'),
  passageOverlap: z
    .int()
    .min(0)
    .max(500)
    .optional()
    .describe(
      'How many tokens of a passage may be repeated at the start of the next passage; less than half of `passageSize`. Changing it indexes all documents again.',
    ),
  qualityGate: z
    .number()
    .min(0.01)
    .max(1)
    .nullable()
    .optional()
    .describe(
      'The quality gate, 0.01 to 1. A change is blocked if, with it, less than this share of what the test cases expect is found, or less of their answers is supported, and the share is lower than without the change. Null: no quality gate; blocked changes take effect.',
    ),
  embeddingModel: embeddingModel.describe(
    'The embedding model for search by meaning, for example `openai/text-embedding-3-small`; null: search by words only. A new model makes all vectors again, in the background.',
  ),
})

export const DocumentState = z.enum(['queued', 'extracting', 'indexing', 'ready', 'failed'])
export const DocumentKind = z
  .enum(['document', 'faq-entry', 'page'])
  .describe(
    '`document`: a text or an uploaded file; `faq-entry`: a question with its answer; `page`: a page from the web.',
  )
export const DocumentFailure = z.object({
  code: z.string().describe('The general error code, for example `invalid_input`.'),
  reason: DocumentErrorCode.nullable().describe(
    'The specific error code, for example `password`; null if none applies.',
  ),
  detail: z.string().describe('What happened, in English.'),
})
export type DocumentFailure = z.infer<typeof DocumentFailure>
export const Document = z
  .object({
    id: id('document'),
    knowledgeBaseId: id('knowledgeBase'),
    name: z.string(),
    kind: DocumentKind,
    address: z.string().nullable().describe('The URL of a page from the web; null for other documents.'),
    mediaType: z.string().describe('The media type, for example `application/pdf`.'),
    sizeBytes: z.int(),
    state: DocumentState,
    progress: z.number().min(0).max(1).describe('The share of the indexing that is done, 0 to 1.'),
    failure: DocumentFailure.nullable().describe(
      'Why the latest text of the document is not used; null if nothing failed.',
    ),
    metadata: Metadata,
    isFound: z
      .boolean()
      .describe('Whether search finds its passages: once it is ready, and also while it is being replaced.'),
    isBlocked: z
      .boolean()
      .describe('Whether its latest text is blocked by the quality gate of the knowledge base.'),
    passageCount: z.int().describe('The number of passages.'),
    characterCount: z.int().describe('The number of characters in the extracted text.'),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Document' })
export type Document = z.infer<typeof Document>
export const DocumentPage = pageOf(Document).meta({ id: 'DocumentPage' })
export const ListDocuments = PageQuery.extend({
  knowledgeBaseId: id('knowledgeBase'),
  kind: DocumentKind.optional().describe('Only `document`, `faq-entry` or `page`. Omitted: all kinds.'),
})
export const DocumentRef = z.strictObject({ documentId: id('document') })
export const AddDocument = z.strictObject({
  knowledgeBaseId: id('knowledgeBase'),
  name: z.string().trim().min(1).max(255),
  text: z
    .string()
    .min(1)
    .max(2_000_000)
    .optional()
    .describe('The document as text or Markdown. Send either `text` or `fileId`.'),
  fileId: id('file').optional().describe('A file that you uploaded before. Send either `fileId` or `text`.'),
  metadata: Metadata.optional().describe(
    'Metadata as key-value pairs, for example `{ "year": 2026 }`. Omitted: unchanged, or empty for a new document.',
  ),
})
export const DescribeDocument = DocumentRef.extend({
  metadata: Metadata.describe(
    'The complete metadata as key-value pairs, for example `{ "year": 2026 }`; keys that are not in it are removed.',
  ),
})
export const DocumentText = z
  .object({
    documentId: id('document'),
    name: z.string(),
    text: z.string().describe('The extracted text that search uses.'),
    blockedText: z
      .string()
      .nullable()
      .describe(
        'The new text, while the quality gate of the knowledge base blocks it; null if nothing is blocked.',
      ),
  })
  .meta({ id: 'DocumentText' })

export const QuestionAndAnswer = z.object({ question: z.string(), answer: z.string() })

export const Passage = z
  .object({
    id: id('passage'),
    documentId: id('document'),
    documentName: z.string(),
    ordinal: z.int().describe('The position of the passage in its document, from 0.'),
    headingPath: z.array(z.string()).describe('The headings above the passage, outermost first.'),
    page: z.int().nullable().describe('The page number, from 1; null if the document has no pages.'),
    start: z.int().describe('Where the passage starts in the extracted text: a UTF-16 offset.'),
    end: z.int().describe('Where the passage ends in the extracted text: a UTF-16 offset, exclusive.'),
    text: z.string(),
    address: z
      .string()
      .nullable()
      .describe('The URL of the page that contains the passage; null if it is not from the web.'),
    faqEntry: QuestionAndAnswer.nullable().describe(
      'The question and answer of an FAQ entry; null for other documents.',
    ),
    isDisabled: z
      .boolean()
      .describe('Whether an editor disabled the passage, so that search never finds it.'),
    originalText: z
      .string()
      .nullable()
      .describe('The text before an editor changed it; null if it was not changed.'),
  })
  .meta({ id: 'Passage' })
export type Passage = z.infer<typeof Passage>
export const PassagePage = pageOf(Passage).meta({ id: 'PassagePage' })
export const ListPassages = PageQuery.extend({ documentId: id('document') })

export const SearchKnowledge = z.strictObject({
  query: z.string().max(2000).describe('A question or keywords.'),
  knowledgeBaseIds: z
    .array(id('knowledgeBase'))
    .max(50)
    .optional()
    .describe('The knowledge bases to search. Omitted: all knowledge bases of the tenant.'),
  where: Conditions.optional().describe(
    'Only passages of documents whose metadata meets all these conditions.',
  ),
  limit: z.coerce.number().int().min(1).max(50).default(8).describe('How many passages to return at most.'),
})
export const Hit = z
  .object({
    score: z
      .number()
      .describe('The overall score; higher is better. Scores are comparable only within one search.'),
    words: z
      .number()
      .nullable()
      .describe('The score of the search by words; higher is better. Null if no words match.'),
    wordsPlace: z
      .int()
      .nullable()
      .describe('The rank in the search by words, from 1; null if it was not found by words.'),
    similarity: z
      .number()
      .nullable()
      .describe(
        'How similar the meaning is to the query, at most 1; null if the knowledge base has no embedding model.',
      ),
    similarityPlace: z
      .int()
      .nullable()
      .describe('The rank in the search by meaning, from 1; null if it was not found by meaning.'),
    rerank: z
      .number()
      .nullable()
      .describe("The reranker's score, on a scale of its own; null if no reranker scored the passage."),
    matches: z
      .array(z.object({ start: z.int(), end: z.int() }))
      .describe(
        'Where the passage text contains words of the query, in any word form or script: UTF-16 offsets, end exclusive.',
      ),
    passage: Passage,
  })
  .meta({ id: 'Hit' })
export type Hit = z.infer<typeof Hit>
/**
 * Why a search ran without embeddings or a reranker. Later versions may add codes: treat an unknown code as a general
 * error.
 */
export const SearchWarning = z.enum(['embedding-failed', 'vectors-failed', 'rerank-failed', 'budget-used-up'])
export type SearchWarning = z.infer<typeof SearchWarning>
export const HitList = z
  .object({
    items: z.array(Hit),
    warning: SearchWarning.nullable().describe(
      'Why the order is less precise than usual. `embedding-failed`: an embedding model did not answer, so only words were searched there; `vectors-failed`: the vectors of a knowledge base could not be searched, so only words were; `rerank-failed`: the reranker did not answer, so the results are not reranked; `budget-used-up`: a budget allows neither embeddings nor reranking. Null: everything worked.',
    ),
  })
  .meta({ id: 'HitList' })
