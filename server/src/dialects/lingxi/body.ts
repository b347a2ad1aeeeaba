import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Fault } from '#kernel/fault.ts'
import { fieldTooLarge } from '../kit/http-answer.ts'

/** Accepts forms as bodies; other content types are refused. */
export function readForms(http: FastifyInstance) {
  http.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  )
  http.removeContentTypeParser('text/plain')
  http.addContentTypeParser('*', (request, payload, done) => {
    payload.resume()
    // The content type of an empty body does not matter.
    if (request.headers['content-length'] === '0' || request.headers['content-length'] === undefined)
      return done(null, undefined)
    done(new UnknownMediaType(request.headers['content-type'] ?? ''))
  })
}

/** A body that is neither JSON nor a form. */
export class UnknownMediaType extends Error {
  readonly mediaType: string
  constructor(mediaType: string) {
    super('The body is neither JSON nor a form.')
    this.mediaType = mediaType
  }
}

/** The content of a body: JSON, or the fields of a form. Files in a form are ignored. */
export async function readBody(request: FastifyRequest): Promise<unknown> {
  if (!request.isMultipart()) return request.body
  const fields: [string, unknown][] = []
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file') part.file.resume()
      else if (part.valueTruncated) throw fieldTooLarge(part.fieldname)
      else fields.push([part.fieldname, part.value])
    }
  } catch (error) {
    // The rest of the body is read and discarded; otherwise the connection would wait for it forever.
    request.raw.unpipe().resume()
    throw ofForm(error)
  }
  return Object.fromEntries(fields)
}

/** A form that cannot be read is its sender's fault. */
function ofForm(error: unknown): unknown {
  if (error instanceof Fault || (error instanceof Error && 'statusCode' in error)) return error
  return new Fault('invalid_input', 'The form cannot be read.', { cause: error })
}
