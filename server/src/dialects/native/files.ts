import type { FastifyInstance } from 'fastify'
import { downloadFile, uploadFile } from '#features/conversations/index.ts'
import { Fault } from '#kernel/fault.ts'
import type { Mount } from '../dialect.ts'
import { enter } from './visit.ts'

/** Taking files in and handing them out. */
export function fileRoutes(http: FastifyInstance, { app }: Mount) {
  http.post('/v1/files', async (request, reply) => {
    const scope = await enter(app, request)
    if (!request.isMultipart()) throw new Fault('invalid_input', 'Send the file as multipart/form-data.')
    const part = await request.file().catch((error: unknown) => {
      throw ofForm(error)
    })
    if (part?.fieldname !== 'file') throw new Fault('invalid_input', 'file: missing')
    const uploaded = await uploadFile(scope, { name: part.filename, content: part.file }).catch((error: unknown) => {
      throw error === part.file.errored ? ofForm(error) : error
    })
    return reply.code(201).send(uploaded)
  })

  http.get('/v1/files/:fileId/content', async (request, reply) => {
    const { fileId } = request.params as { fileId: string }
    const { file, content } = await downloadFile(await enter(app, request), { fileId })
    return reply
      .type(file.mediaType)
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
      .header('content-security-policy', "sandbox; default-src 'none'")
      .header('x-content-type-options', 'nosniff')
      .send(Buffer.from(content))
  })
}

/** A form that breaks off or is none is a mistake of its sender; what the reader of forms refuses has a status. */
const ofForm = (error: unknown): unknown =>
  error instanceof Error && 'statusCode' in error
    ? error
    : new Fault('invalid_input', 'The form cannot be read.', { cause: error })
