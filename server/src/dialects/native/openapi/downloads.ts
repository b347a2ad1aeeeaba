import { AuditEntry, ExportAuditLog } from '#contract/shapes/audit.ts'
import { ExportConversation, ExportSeveral } from '#contract/shapes/conversation.ts'
import { failure, fieldsOf, inQuery, type Operation } from './operation.ts'
import { type Json, type Shape, uuidParameter } from './schema.ts'

interface Download {
  readonly method?: 'POST'
  readonly path: string
  readonly operationId: string
  readonly summary: string
  readonly tag: string
  /** By media type: its schema, or an empty object. */
  readonly content: Json
  readonly parameters?: readonly Json[]
  readonly description?: string
  /** Whether `Range` requests are supported. */
  readonly isRanged?: boolean
  /** Whether the URL alone grants access, without a bearer token. */
  readonly isOpen?: boolean
}

/** The operations that answer with a file. */
export function downloadOperations(shape: Shape): Operation[] {
  const download = ({ path, tag, content, parameters, isRanged, isOpen, ...facts }: Download): Operation => {
    const { method = 'GET', operationId, summary, description = 'The content of the file.' } = facts
    return {
      method,
      path,
      operation: {
        operationId,
        summary,
        tags: [tag],
        ...(isOpen && { security: [] }),
        ...(parameters && { parameters }),
        responses: {
          200: { description, content },
          ...(isRanged && { 206: { description: 'The range of bytes that `Range` asks for.', content } }),
          ...failure(shape),
        },
      },
    }
  }
  return [...exports(shape).map(download), severalConversations(shape), ...bytes.map(download)]
}

const anyBytes = { 'application/octet-stream': {} }

/** Uploaded files, their thumbnails, and answers as speech. */
const bytes: readonly Download[] = [
  {
    path: '/v1/files/:fileId/content',
    operationId: 'fileDownload',
    summary: 'Download a file',
    tag: 'files',
    parameters: [uuidParameter('fileId')],
    content: anyBytes,
    isRanged: true,
  },
  {
    path: '/v1/files/:fileId/thumbnail',
    operationId: 'fileShowThumbnail',
    summary: 'Download the thumbnail of a picture, as WebP',
    tag: 'files',
    parameters: [uuidParameter('fileId')],
    content: { 'image/webp': {} },
  },
  {
    method: 'POST',
    path: '/v1/messages/:messageId/speech',
    operationId: 'messageReadAloud',
    summary: 'Download an answer as speech, as MP3',
    tag: 'messages',
    parameters: [uuidParameter('messageId')],
    content: { 'audio/mpeg': {} },
  },
  {
    path: '/v1/linked-files/:fileId',
    operationId: 'fileOpenLink',
    summary: 'Download a file by its temporary link',
    tag: 'files',
    isOpen: true,
    parameters: [
      uuidParameter('fileId'),
      ...['tenantId', 'form', 'until', 'signature'].map((name) => inQuery(name, { type: 'string' }, true)),
    ],
    content: anyBytes,
    isRanged: true,
  },
  {
    path: '/shared/:token/files/:fileId',
    operationId: 'sharedFileOpen',
    summary: 'Download a file of a shared conversation',
    tag: 'files',
    isOpen: true,
    parameters: [
      { name: 'token', in: 'path', required: true, schema: { type: 'string' } },
      uuidParameter('fileId'),
    ],
    content: anyBytes,
    isRanged: true,
  },
]

/** Exports: files that are built on request. */
const exports = (shape: Shape): Download[] =>
  [
    {
      path: '/v1/audit-log/export',
      operationId: 'auditLogExport',
      summary: 'Download the audit log as a file',
      tag: 'audit-log',
      parameters: Object.entries(fieldsOf(shape(ExportAuditLog, 'input'))).map(([name, schema]) =>
        inQuery(name, schema),
      ),
      description: 'The entries, newest first.',
      content: {
        'text/csv': {},
        'application/json': { schema: { type: 'array', items: shape(AuditEntry, 'output') } },
      },
    },
    {
      path: '/v1/conversations/:conversationId/export',
      operationId: 'conversationExport',
      summary: 'Download a conversation',
      tag: 'conversations',
      parameters: [
        uuidParameter('conversationId'),
        inQuery('format', fieldsOf(shape(ExportConversation, 'input')).format),
      ],
      content: { 'application/json': {}, 'text/markdown': {} },
    },
    {
      path: '/v1/export',
      operationId: 'conversationExportAll',
      summary: 'Download all your conversations',
      tag: 'conversations',
      content: { 'application/json': {} },
    },
    {
      path: '/v1/contacts/:contactId/export',
      operationId: 'contactExport',
      summary: 'Download all data about a contact',
      tag: 'contacts',
      parameters: [uuidParameter('contactId')],
      content: { 'application/json': {} },
    },
    {
      path: '/v1/knowledge-bases/:knowledgeBaseId/faq-entries/export',
      operationId: 'faqEntryExport',
      summary: 'Download the FAQ entries of a knowledge base as CSV',
      tag: 'faq-entries',
      parameters: [uuidParameter('knowledgeBaseId')],
      content: { 'text/csv': {} },
    },
  ].map((one) => ({ description: 'The file.', ...one }))

/** A `POST`, because the list of ids may be too long for a URL. */
const severalConversations = (shape: Shape): Operation => ({
  method: 'POST',
  path: '/v1/conversations/export',
  operation: {
    operationId: 'conversationExportSeveral',
    summary: 'Download selected conversations as one file',
    tags: ['conversations'],
    requestBody: {
      required: true,
      content: { 'application/json': { schema: shape(ExportSeveral, 'input') } },
    },
    responses: {
      200: { description: 'The file.', content: { 'application/json': {}, 'text/markdown': {} } },
      ...failure(shape),
    },
  },
})
