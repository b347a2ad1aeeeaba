import { ReceivedMail } from '#contract/shapes/email-channel.ts'
import { File } from '#contract/shapes/file.ts'
import { failure, type Operation } from './operation.ts'
import { type Shape, uuidParameter } from './schema.ts'

/** What takes other bytes than JSON. */
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
        201: { description: 'Stored.', content: { 'application/json': { schema: shape(File, 'output') } } },
        ...failure(shape),
      },
    },
  },
  // A mail service brings it, with the secret of its channel as a bearer token or as a password, and signed where it asks.
  {
    method: 'POST',
    path: '/v1/mail/:tenantId/:channelId',
    operation: {
      operationId: 'mailReceive',
      summary: 'Bring a mail that came to the address of a channel',
      tags: ['channels'],
      security: [],
      parameters: [uuidParameter('tenantId'), uuidParameter('channelId')],
      requestBody: {
        required: true,
        content: { 'message/rfc822': {}, 'multipart/form-data': { schema: { type: 'object' } } },
      },
      responses: {
        200: {
          description: 'What came of it. A repeat is known by its Message-ID.',
          content: { 'application/json': { schema: shape(ReceivedMail, 'output') } },
        },
        ...failure(shape),
      },
    },
  },
]
