import { ReceivedMail } from '#contract/shapes/email-channel.ts'
import { File } from '#contract/shapes/file.ts'
import { failure, type Json, type Shape, uuidParameter } from './schema.ts'

interface Operation {
  readonly method: string
  readonly path: string
  readonly operation: Json
}

/** The operations that take a body other than JSON. */
export const uploadOperations = (shape: Shape): Operation[] => [
  {
    method: 'POST',
    path: '/v1/files',
    operation: {
      operationId: 'fileUpload',
      summary: 'Upload a file',
      tags: ['files'],
      requestBody: {
        required: true,
        content: {
          'multipart/form-data': {
            schema: {
              type: 'object',
              required: ['file'],
              properties: { file: { type: 'string', format: 'binary' } },
            },
          },
        },
      },
      responses: {
        201: {
          description: 'The file is stored.',
          content: { 'application/json': { schema: shape(File, 'output') } },
        },
        ...failure(shape),
      },
    },
  },
  // Called by a mail service with the secret of the channel as bearer token or password, and a signature if required.
  {
    method: 'POST',
    path: '/v1/mail/:tenantId/:channelId',
    operation: {
      operationId: 'mailReceive',
      summary: 'Deliver an email to an email channel',
      tags: ['channels'],
      security: [],
      parameters: [uuidParameter('tenantId'), uuidParameter('channelId')],
      requestBody: {
        required: true,
        content: { 'message/rfc822': {}, 'multipart/form-data': { schema: { type: 'object' } } },
      },
      responses: {
        200: {
          description: 'What was done with the email. A repeated delivery is recognised by its Message-ID.',
          content: { 'application/json': { schema: shape(ReceivedMail, 'output') } },
        },
        ...failure(shape),
      },
    },
  },
]

/** Files that the URL alone opens, without a bearer token. */
export const openFileOperations = (shape: Shape): Operation[] => [
  openFile(
    '/v1/linked-files/:fileId',
    {
      operationId: 'fileOpenLink',
      summary: 'Download a file by its temporary link',
      parameters: [
        uuidParameter('fileId'),
        ...['tenantId', 'form', 'until', 'signature'].map((name) => parameter(name, 'query')),
      ],
    },
    shape,
  ),
  openFile(
    '/shared/:token/files/:fileId',
    {
      operationId: 'sharedFileOpen',
      summary: 'Download a file of a shared conversation',
      parameters: [parameter('token', 'path'), uuidParameter('fileId')],
    },
    shape,
  ),
]

const parameter = (name: string, place: 'query' | 'path'): Json => ({
  name,
  in: place,
  required: true,
  schema: { type: 'string' },
})

function openFile(path: string, facts: Json, shape: Shape): Operation {
  const content = { 'application/octet-stream': {} }
  return {
    method: 'GET',
    path,
    operation: {
      ...facts,
      tags: ['files'],
      security: [],
      responses: {
        200: { description: 'The content of the file.', content },
        206: { description: 'The range of bytes that `Range` asks for.', content },
        ...failure(shape),
      },
    },
  }
}
