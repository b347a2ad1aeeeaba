import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { downloadFile } from '#features/files/index.ts'
import { Fault } from '#kernel/fault.ts'
import { attachment } from '#platform/http/attachment.ts'
import { inPath } from './accept.ts'
import { type EnterCaller, entryRequestOf } from './caller.ts'
import { notThere } from './refusal.ts'

const SHOWN = /^(?:image\/(?:png|jpeg|gif|webp|avif)|audio\/[\w.+-]+|video\/[\w.+-]+)$/

/** The files of messages, by the URLs sent with them. */
export function mediaRoutes(http: FastifyInstance, enter: EnterCaller) {
  const handOut = async (request: FastifyRequest, reply: FastifyReply) => {
    const { scope } = await enter(entryRequestOf(request))
    const { file, content } = await found(() => downloadFile(scope, { fileId: inPath(request, 'fileId') }))
    const disposition = attachment(file.name)
    const isShown = SHOWN.test(file.mediaType)
    // A browser must not treat it as a page of ours.
    return reply
      .type(file.mediaType)
      .header('content-length', file.sizeBytes)
      .header('cache-control', 'private, no-store')
      .header('content-disposition', isShown ? disposition.replace(/^attachment/, 'inline') : disposition)
      .header('content-security-policy', "sandbox; default-src 'none'")
      .header('x-content-type-options', 'nosniff')
      .send(content)
  }
  http.get('/media/:fileId([^/]+)', handOut)
  http.get('/media/:fileId([^/]+)/*', handOut)
}

async function found<T>(look: () => Promise<T>): Promise<T> {
  try {
    return await look()
  } catch (error) {
    // An address that is not ours counts as a missing file.
    if (error instanceof Fault && (error.code === 'not_found' || error.code === 'invalid_input'))
      throw notThere('File')
    throw error
  }
}
