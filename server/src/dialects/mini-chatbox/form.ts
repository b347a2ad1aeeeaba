import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { uploadFile } from '#features/files/index.ts'
import { Fault } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { fieldTooLarge } from '../kit/http-answer.ts'

/** Accepts forms as bodies; bodies of other types count as empty. */
export function readForms(http: FastifyInstance) {
  http.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  )
}

/** Where the files of a form go; without it they are passed over. */
interface Taking {
  readonly scope: Scope
  readonly fileIds: string[]
}

/** The content of a body: JSON, or the fields of a form. */
export async function readBody(request: FastifyRequest, taking?: Taking): Promise<unknown> {
  if (!request.isMultipart()) return request.body
  const { fields } = await readParts(request, async (name, content) => {
    if (!taking) return null
    const file = await uploadFile(taking.scope, { name, content })
    taking.fileIds.push(file.id)
    return file
  })
  return fields
}

/** The fields of a form, and its single file as it was stored; null without one. */
export async function readParts<T>(
  request: FastifyRequest,
  take: (name: string, content: Readable) => Promise<T | null>,
): Promise<{ fields: Record<string, unknown>; file: T | null }> {
  const fields: [string, unknown][] = []
  let file: T | null = null
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file' && part.filename)
        file = await take(repaired(part.filename), bytesOf(part.file))
      // A form with an empty file field sends it without a name. Unhandled parts must be consumed all the same.
      if (part.type === 'file') part.file.resume()
      else if (part.valueTruncated) throw fieldTooLarge(part.fieldname)
      else fields.push([part.fieldname, part.value])
    }
  } catch (error) {
    // The rest of the body is read and discarded; otherwise the connection would wait for it forever.
    request.raw.unpipe().resume()
    throw ofForm(error)
  }
  return { fields: Object.fromEntries(fields), file }
}

const bytesOf = (content: Readable): Readable =>
  Readable.from(
    (async function* () {
      try {
        yield* content
      } catch (error) {
        throw ofForm(error)
      }
    })(),
  )

/** Some clients send each byte of UTF-8 as one character; such names are repaired. */
function repaired(name: string): string {
  const codes = [...name].map((character) => character.codePointAt(0) ?? 0)
  if (codes.every((code) => code < 0x80) || codes.some((code) => code > 0xff)) return name
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(name, 'latin1'))
  } catch {
    return name
  }
}

/** A form that cannot be read is its sender's fault. */
const ofForm = (error: unknown): unknown =>
  error instanceof Fault || (error instanceof Error && ('statusCode' in error || 'status' in error))
    ? error
    : new Fault('invalid_input', 'The form cannot be read.', { cause: error })
