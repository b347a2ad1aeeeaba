import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { File } from '#contract/shapes/file.ts'
import { downloadFile, uploadFile } from '#features/conversations/index.ts'
import { Fault } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { attachment } from '#platform/http/attachment.ts'
import type { Mount } from '../dialect.ts'
import { enter } from '../visit.ts'

/** Taking files in and handing them out. */
export function fileRoutes(http: FastifyInstance, { app }: Mount) {
  http.post('/v1/files', async (request, reply) => {
    const scope = await enter(app, request)
    if (!request.isMultipart()) throw new Fault('invalid_input', 'Send the file as multipart/form-data.')
    const file = await takeFile(scope, request).catch((error: unknown) => {
      // What is left of the body is read and dropped; the connection would wait for it for ever.
      request.raw.unpipe().resume()
      throw error
    })
    return reply.code(201).send(file)
  })

  http.get('/v1/files/:fileId/content', async (request, reply) => {
    const { fileId } = request.params as { fileId: string }
    const { file, content } = await downloadFile(await enter(app, request), { fileId })
    return reply
      .type(file.mediaType)
      .header('content-disposition', attachment(file.name))
      .header('content-security-policy', "sandbox; default-src 'none'")
      .header('x-content-type-options', 'nosniff')
      .send(Buffer.from(content))
  })
}

/** Stores the file that a form brings. */
async function takeFile(scope: Scope, request: FastifyRequest): Promise<File> {
  const part = await request.file().catch((error: unknown) => {
    throw ofForm(error)
  })
  if (part?.fieldname !== 'file') throw new Fault('invalid_input', 'file: missing')
  return uploadFile(scope, { name: part.filename, content: Readable.from(bytesOf(part.file)) })
}

async function* bytesOf(content: Readable) {
  try {
    yield* content
  } catch (error) {
    throw ofForm(error)
  }
}

/** A form that breaks off or is none is a mistake of its sender; what the reader of forms refuses has a status. */
const ofForm = (error: unknown): unknown =>
  error instanceof Error && 'statusCode' in error
    ? error
    : new Fault('invalid_input', 'The form cannot be read.', { cause: error })
