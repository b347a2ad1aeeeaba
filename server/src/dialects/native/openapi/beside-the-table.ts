import { z } from 'zod'
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi'
import { ReceivedMail } from '#contract/shapes/email-channel.ts'
import { File } from '#contract/shapes/file.ts'
import { failure } from './responses.ts'

/** The endpoints that the table of routes does not hold: uploads, and files that their URL alone opens. */
export const pathsBesideTheTable: ZodOpenApiPathsObject = {
  '/v1/files': {
    post: {
      operationId: 'fileUpload',
      summary: 'Upload a file',
      tags: ['files'],
      requestBody: {
        required: true,
        content: {
          'multipart/form-data': {
            schema: z.object({ file: z.file().describe('The file, with its name and media type.') }),
          },
        },
      },
      responses: {
        201: { description: 'The file is stored.', content: { 'application/json': { schema: File } } },
        ...failure,
      },
    },
  },
  // Called by a mail service with the secret of the channel as bearer token or password, and a signature if required.
  '/v1/mail/{tenantId}/{channelId}': {
    post: {
      operationId: 'mailReceive',
      summary: 'Deliver an email to an email channel',
      tags: ['channels'],
      security: [],
      requestParams: { path: z.object({ tenantId: z.uuid(), channelId: z.uuid() }) },
      requestBody: {
        required: true,
        content: { 'message/rfc822': {}, 'multipart/form-data': { schema: { type: 'object' } } },
      },
      responses: {
        200: {
          description: 'What was done with the email. A repeated delivery is recognized by its Message-ID.',
          content: { 'application/json': { schema: ReceivedMail } },
        },
        ...failure,
      },
    },
  },
  '/v1/linked-files/{fileId}': {
    get: openFile({
      operationId: 'fileOpenLink',
      summary: 'Download a file by its temporary link',
      requestParams: {
        path: z.object({ fileId: z.uuid() }),
        query: z.object({
          tenantId: z.string(),
          form: z.string().describe('Which form of the file the link opens, from the link.'),
          until: z.string().describe('When the link expires, from the link.'),
          signature: z.string().describe('The signature of the link, from the link.'),
        }),
      },
    }),
  },
  '/shared/{token}/files/{fileId}': {
    get: openFile({
      operationId: 'sharedFileOpen',
      summary: 'Download a file of a shared conversation',
      requestParams: {
        path: z.object({ token: z.string().describe('The token of the shared link.'), fileId: z.uuid() }),
      },
    }),
  },
}

function openFile(
  facts: Pick<ZodOpenApiOperationObject, 'operationId' | 'summary' | 'requestParams'>,
): ZodOpenApiOperationObject {
  const content = { 'application/octet-stream': {} }
  return {
    ...facts,
    tags: ['files'],
    security: [],
    responses: {
      200: { description: 'The content of the file.', content },
      206: { description: 'The range of bytes that `Range` requests.', content },
      ...failure,
    },
  }
}
