import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { File, OpenFileLink } from '#contract/shapes/file.ts'
import { openFileLink, readAloud, showThumbnail, downloadFile, uploadFile } from '#features/files/index.ts'
import { Fault } from '#kernel/fault.ts'
import type { ByteRange } from '#kernel/file-ports.ts'
import type { Scope } from '#kernel/scope.ts'
import { attachment } from '#platform/http/attachment.ts'
import type { Mount } from '../dialect.ts'
import { enter, enterAnonymously } from '../kit/visit.ts'

/** Taking files in and handing them out. */
export function fileRoutes(http: FastifyInstance, { app }: Mount) {
  http.post('/v1/files', async (request, reply) => {
    const scope = await enter(app, request)
    if (!request.isMultipart()) throw new Fault('invalid_input', 'Send the file as multipart/form-data.')
    const file = await takeFile(scope, request).catch((error: unknown) => {
      // The rest of the body is read and discarded; otherwise the connection would wait for it forever.
      request.raw.unpipe().resume()
      throw error
    })
    return reply.code(201).send(file)
  })

  http.get('/v1/files/:fileId/content', async (request, reply) => {
    const { fileId } = request.params as { fileId: string }
    const range = rangeHeader(request)
    return handOut(reply, await downloadFile(await enter(app, request), { fileId, ...range }))
  })

  http.get('/v1/files/:fileId/thumbnail', async (request, reply) => {
    const { fileId } = request.params as { fileId: string }
    const content = await showThumbnail(await enter(app, request), { fileId })
    return handOut(reply, { file: thumbnailFile(content), range: null, content })
  })

  http.post('/v1/messages/:messageId/speech', async (request, reply) => {
    const { messageId } = request.params as { messageId: string }
    const content = await readAloud(await enter(app, request), { messageId })
    const file = { name: 'answer.mp3', mediaType: 'audio/mpeg', sizeBytes: content.length }
    return handOut(reply, { file, range: null, content })
  })

  http.get('/v1/linked-files/:fileId', async (request, reply) => {
    const { fileId } = request.params as { fileId: string }
    const link = { ...(request.query as object), fileId } as z.input<typeof OpenFileLink>
    return handOut(
      reply,
      await openFileLink(enterAnonymously(app, request), { ...link, ...rangeHeader(request) }),
    )
  })
}

export const rangeHeader = ({ headers }: FastifyRequest) =>
  headers.range === undefined ? {} : { range: headers.range.slice(0, 100) }

const thumbnailFile = (content: Uint8Array) => ({
  name: 'thumbnail.webp',
  mediaType: 'image/webp',
  sizeBytes: content.length,
})

/** Types that a browser displays or plays without executing anything in them; all others are downloaded. */
const SHOWN = /^(?:image\/(?:png|jpeg|gif|webp|avif)|audio\/[\w.+-]+|video\/[\w.+-]+)$/

interface HandedOut {
  file: Pick<File, 'name' | 'mediaType' | 'sizeBytes'>
  range: ByteRange | null
  content: Readable | Uint8Array
}

/** Sends the bytes of a file, with everything that keeps a browser from treating them as a page of ours. */
export function handOut(reply: FastifyReply, { file, range, content }: HandedOut) {
  const disposition = attachment(file.name)
  if (range)
    void reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${file.sizeBytes}`)
  return reply
    .type(file.mediaType)
    .header('content-length', range ? range.end - range.start + 1 : file.sizeBytes)
    .header('accept-ranges', 'bytes')
    .header('cache-control', 'private, no-store')
    .header(
      'content-disposition',
      SHOWN.test(file.mediaType) ? disposition.replace(/^attachment/, 'inline') : disposition,
    )
    .header('content-security-policy', "sandbox; default-src 'none'")
    .header('cross-origin-resource-policy', 'same-origin')
    .header('x-content-type-options', 'nosniff')
    .send(content instanceof Uint8Array ? Buffer.from(content) : content)
}

/** Stores the file of a form. */
async function takeFile(scope: Scope, request: FastifyRequest): Promise<File> {
  const part = await request.file().catch((error: unknown) => {
    throw ofForm(error)
  })
  if (part?.fieldname !== 'file') throw new Fault('invalid_input', 'file: missing')
  const announced = Number(request.headers['content-length'])
  return uploadFile(scope, {
    name: part.filename,
    content: Readable.from(bytesOf(part.file)),
    ...(Number.isSafeInteger(announced) && { announcedBytes: announced }),
  })
}

async function* bytesOf(content: Readable) {
  try {
    yield* content
  } catch (error) {
    throw ofForm(error)
  }
}

/** A truncated or invalid form is its sender's mistake; errors of the form parser have a status. */
const ofForm = (error: unknown): unknown =>
  error instanceof Error && 'statusCode' in error
    ? error
    : new Fault('invalid_input', 'The form cannot be read.', { cause: error })
