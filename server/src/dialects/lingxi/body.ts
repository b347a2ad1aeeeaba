import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Fault } from '#kernel/fault.ts'
import { fieldTooLarge } from '../kit/http-answer.ts'

/** Takes bodies as forms too; whatever else comes is refused by its type. */
export function readForms(http: FastifyInstance) {
  http.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  )
  http.removeContentTypeParser('text/plain')
  http.addContentTypeParser('*', (request, payload, done) => {
    payload.resume()
    // A client that sends nothing may call it what it likes.
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

/** What a body says: JSON, or a form by its fields. Files in a form are passed over. */
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
    // What is left of the body is read and dropped; the connection would wait for it for ever.
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
