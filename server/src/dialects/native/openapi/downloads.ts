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
  /** By media type: its schema, or nothing more. */
  readonly content: Json
  readonly parameters?: readonly Json[]
  readonly description?: string
  /** Whether some of the bytes may be asked for, by `Range`. */
  readonly isRanged?: boolean
  /** Whether its address is all that it asks for. */
  readonly isOpen?: boolean
}

/** What answers with a file. */
export function downloadOperations(shape: Shape): Operation[] {
  const download = ({ path, tag, content, parameters, isRanged, isOpen, ...facts }: Download): Operation => {
    const { method = 'GET', operationId, summary, description = 'The bytes.' } = facts
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
          ...(isRanged && { 206: { description: 'Some of them, as `Range` asks for.', content } }),
          ...failure(shape),
        },
      },
    }
  }
  return [...exports(shape).map(download), severalConversations(shape), ...bytes.map(download)]
}

const anyBytes = { 'application/octet-stream': {} }

/** Files as they were uploaded, pictures of them, and answers as sound. */
const bytes: readonly Download[] = [
  {
    path: '/v1/files/:fileId/content',
    operationId: 'fileDownload',
    summary: 'Read the bytes of a file',
    tag: 'files',
    parameters: [uuidParameter('fileId')],
    content: anyBytes,
    isRanged: true,
  },
  {
    path: '/v1/files/:fileId/thumbnail',
    operationId: 'fileShowThumbnail',
    summary: 'Read a picture small, as WebP',
    tag: 'files',
    parameters: [uuidParameter('fileId')],
    content: { 'image/webp': {} },
  },
  {
    method: 'POST',
    path: '/v1/messages/:messageId/speech',
    operationId: 'messageReadAloud',
    summary: 'Have an answer read aloud, as MP3',
    tag: 'messages',
    parameters: [uuidParameter('messageId')],
    content: { 'audio/mpeg': {} },
  },
  {
    path: '/v1/linked-files/:fileId',
    operationId: 'fileOpenLink',
    summary: 'Read the bytes of a file by an address that was made for it',
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
    summary: 'Read the bytes of a file in a conversation that was shared by a link',
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

/** What is put together for whoever takes it away. */
const exports = (shape: Shape): Download[] =>
  [
    {
      path: '/v1/audit-log/export',
      operationId: 'auditLogExport',
      summary: 'Read all of the audit log, as a file',
      tag: 'audit-log',
      parameters: Object.entries(fieldsOf(shape(ExportAuditLog, 'input'))).map(([name, schema]) =>
        inQuery(name, schema),
      ),
      description: 'The entries, the newest first.',
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
      summary: "Download all of one's own conversations",
      tag: 'conversations',
      content: { 'application/json': {} },
    },
    {
      path: '/v1/contacts/:contactId/export',
      operationId: 'contactExport',
      summary: 'Download everything that is held about a person',
      tag: 'contacts',
      parameters: [uuidParameter('contactId')],
      content: { 'application/json': {} },
    },
    {
      path: '/v1/knowledge-bases/:knowledgeBaseId/faq-entries/export',
      operationId: 'faqEntryExport',
      summary: 'Download all FAQ entries of a knowledge base',
      tag: 'faq-entries',
      parameters: [uuidParameter('knowledgeBaseId')],
      content: { 'text/csv': {} },
    },
  ].map((one) => ({ description: 'The file.', ...one }))

/** Which ones are chosen does not fit into an address. */
const severalConversations = (shape: Shape): Operation => ({
  method: 'POST',
  path: '/v1/conversations/export',
  operation: {
    operationId: 'conversationExportSeveral',
    summary: 'Download chosen conversations as one file',
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
