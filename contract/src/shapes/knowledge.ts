import { z } from 'zod'
import { Instant, id } from '../ids.ts'
import { PageQuery, pageOf } from '../page.ts'
import { Conditions } from './document-filter.ts'
import { DocumentErrorCode } from './document-error-code.ts'
import { Metadata } from './metadata.ts'

/** Later versions add to these reasons, and to those of `SearchWarning`: a reader takes one it does not know for some error. */
export const EmbeddingErrorCode = z.enum(['not-connected', 'not-answering', 'budget-used-up'])
export type EmbeddingErrorCode = z.infer<typeof EmbeddingErrorCode>

export const KnowledgeBase = z
  .object({
    id: id('knowledgeBase'),
    name: z.string(),
    description: z.string(),
    documentCount: z.int(),
    passageCount: z.int(),
    waitingCount: z.int().describe('How many documents are not read yet, or read anew.'),
    blockedCount: z.int().describe('How many documents have a change that the quality gate blocks.'),
    qualityGate: z
      .number()
      .nullable()
      .describe('Changes with which less than this share is found or supported are blocked.'),
    trustsLinks: z
      .boolean()
      .describe('Whether links in answers from its documents may be followed to the hosts that these name.'),
    passageSize: z.int().describe('How large passages are made, in tokens.'),
    passageOverlap: z.int().describe('How much may come again at the start of the next, in tokens.'),
    embeddingModel: z.string().nullable().describe('What finds its passages by meaning; null: words alone.'),
    embeddedCount: z.int().describe('How many passages that model has made vectors of.'),
    embeddingErrorCode: EmbeddingErrorCode.nullable().describe(
      'Why the others have none: words alone find them.',
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
  embeddingModel: embeddingModel.describe("The server's own, if it has one, when left out."),
  name: z.string().trim().min(1).max(100),
  description: z.string().max(1000).default(''),
  trustsLinks: z.boolean().default(true).describe('False where anybody could write into it.'),
})
export const CreateKnowledgeBaseForAgents = CreateKnowledgeBase.extend({
  agentIds: z
    .array(id('agent'))
    .max(50)
    .default([])
    .describe('Agents that look answers up in it from then on; needs the permission to change agents.'),
})
export const ChangeKnowledgeBase = KnowledgeBaseRef.extend({
  name: z.string().trim().min(1).max(100).optional(),
  description: z.string().max(1000).optional(),
  trustsLinks: z.boolean().optional().describe('It counts for answers from then on.'),
  passageSize: z
    .int()
    .min(50)
    .max(2000)
    .optional()
    .describe('How large passages are made, in tokens. Other sizes have all documents indexed anew.'),
  passageOverlap: z
    .int()
    .min(0)
    .max(500)
    .optional()
    .describe('How much may come again at the start of the next passage; less than half of one.'),
  qualityGate: z
    .number()
    .min(0.01)
    .max(1)
    .nullable()
    .optional()
    .describe(
      'A change with which less than this share of what the test cases expect is found, or less of their answers supported, and less than without it, is blocked. Null: nothing is, and what was blocked is found.',
    ),
  embeddingModel: embeddingModel.describe('Another one makes all vectors anew, in the background.'),
})

export const DocumentState = z.enum(['queued', 'extracting', 'indexing', 'ready', 'failed'])
export const DocumentKind = z
  .enum(['document', 'faq-entry', 'page'])
  .describe('An FAQ entry is a question with its answer; a page came from the web.')
export const DocumentFailure = z.object({
  code: z.string(),
  reason: DocumentErrorCode.nullable().describe('Why, as a code; null when no code says it.'),
  detail: z.string().describe('The same in English.'),
})
export type DocumentFailure = z.infer<typeof DocumentFailure>
export const Document = z
  .object({
    id: id('document'),
    knowledgeBaseId: id('knowledgeBase'),
    name: z.string(),
    kind: DocumentKind,
    address: z.string().nullable().describe('Where a page came from.'),
    mediaType: z.string(),
    sizeBytes: z.int(),
    state: DocumentState,
    progress: z.number().min(0).max(1),
    failure: DocumentFailure.nullable(),
    metadata: Metadata,
    isFound: z
      .boolean()
      .describe('Whether passages of it are found: when it is ready, and while it is replaced.'),
    isBlocked: z
      .boolean()
      .describe('Whether what it says now is blocked by the quality gate of its knowledge base.'),
    passageCount: z.int(),
    characterCount: z.int(),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Document' })
export type Document = z.infer<typeof Document>
export const DocumentPage = pageOf(Document).meta({ id: 'DocumentPage' })
export const ListDocuments = PageQuery.extend({
  knowledgeBaseId: id('knowledgeBase'),
  kind: DocumentKind.optional(),
})
export const DocumentRef = z.strictObject({ documentId: id('document') })
export const AddDocument = z.strictObject({
  knowledgeBaseId: id('knowledgeBase'),
  name: z.string().trim().min(1).max(255),
  text: z.string().min(1).max(2_000_000).optional().describe('The document itself, as text or Markdown.'),
  fileId: id('file').optional().describe('Or a file uploaded before.'),
  metadata: Metadata.optional().describe('As it was, or empty, when left out.'),
})
export const DescribeDocument = DocumentRef.extend({
  metadata: Metadata.describe('All of it: what is left out is forgotten.'),
})
export const DocumentText = z
  .object({
    documentId: id('document'),
    name: z.string(),
    text: z.string(),
    blockedText: z
      .string()
      .nullable()
      .describe('What it would say, while the quality gate of its knowledge base blocks that.'),
  })
  .meta({ id: 'DocumentText' })

export const QuestionAndAnswer = z.object({ question: z.string(), answer: z.string() })

export const Passage = z
  .object({
    id: id('passage'),
    documentId: id('document'),
    documentName: z.string(),
    ordinal: z.int(),
    headingPath: z.array(z.string()),
    page: z.int().nullable(),
    start: z.int().describe('UTF-16 offset in the extracted text.'),
    end: z.int(),
    text: z.string(),
    address: z.string().nullable().describe('Of the page it stands on, for one from the web.'),
    faqEntry: QuestionAndAnswer.nullable().describe('Question and answer, when it is an FAQ entry.'),
    isDisabled: z.boolean().describe('Never found.'),
    originalText: z.string().nullable().describe('What stood there before an editor changed it.'),
  })
  .meta({ id: 'Passage' })
export type Passage = z.infer<typeof Passage>
export const PassagePage = pageOf(Passage).meta({ id: 'PassagePage' })
export const ListPassages = PageQuery.extend({ documentId: id('document') })

export const SearchKnowledge = z.strictObject({
  query: z.string().max(2000),
  knowledgeBaseIds: z
    .array(id('knowledgeBase'))
    .max(50)
    .optional()
    .describe('All knowledge bases of the tenant when left out.'),
  where: Conditions.optional().describe('Only documents whose metadata meets all of these.'),
  limit: z.coerce.number().int().min(1).max(50).default(8),
})
export const Hit = z
  .object({
    score: z.number().describe('Larger is better; comparable within one search alone.'),
    words: z.number().nullable().describe('How well its words fit; null when they do not.'),
    wordsPlace: z.int().nullable().describe('Its place by words alone, the best at 1.'),
    similarity: z
      .number()
      .nullable()
      .describe('How near its meaning is, 1 at most; null where the knowledge base has no embedding model.'),
    similarityPlace: z.int().nullable().describe('Its place by meaning alone, the best at 1.'),
    rerank: z
      .number()
      .nullable()
      .describe('What the reranker says of it, on a scale of its own; null where none read it.'),
    matches: z
      .array(z.object({ start: z.int(), end: z.int() }))
      .describe('Where in its text words of the question stand, in whatever form or script. UTF-16 offsets.'),
    passage: Passage,
  })
  .meta({ id: 'Hit' })
export type Hit = z.infer<typeof Hit>
/** What did not answer, so that less than usual decided the order. */
export const SearchWarning = z.enum(['embedding-failed', 'vectors-failed', 'rerank-failed', 'budget-used-up'])
export type SearchWarning = z.infer<typeof SearchWarning>
export const HitList = z
  .object({
    items: z.array(Hit),
    warning: SearchWarning.nullable().describe(
      'Set when an embedding model did not answer, or the vectors of a knowledge base could not be looked through, so that words alone decided there, or when a reranker did not answer, so that the order is as without one, or when a budget allows neither to be asked.',
    ),
  })
  .meta({ id: 'HitList' })
