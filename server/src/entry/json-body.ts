import type { FastifyInstance } from 'fastify'
import { parse } from 'secure-json-parse'
import { Fault } from '#kernel/fault.ts'

const DEPTH_MAX = 64

/** Reads JSON bodies strictly: valid UTF-8, no deeper than needed, no key that reaches a prototype. */
export function readJsonBodies(http: FastifyInstance, limitBytes: number) {
  http.removeContentTypeParser('application/json')
  http.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: limitBytes },
    (_request, body, done) => {
      try {
        done(null, body.length === 0 ? undefined : readJson(body as Buffer))
      } catch (error) {
        done(error as Error)
      }
    },
  )
}

function readJson(body: Buffer): unknown {
  if (isTooDeep(body))
    throw new Fault('invalid_input', `JSON can be nested at most ${DEPTH_MAX} levels deep.`)
  const text = decode(body)
  try {
    return parse(text, { protoAction: 'error', constructorAction: 'error' })
  } catch (error) {
    throw new Fault('invalid_input', 'The body is not valid JSON, or has a key that is not allowed.', {
      cause: error,
    })
  }
}

function decode(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch (error) {
    throw new Fault('invalid_input', 'The body is not valid UTF-8.', { cause: error })
  }
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const opening = new Set([0x5b, 0x7b])
const closing = new Set([0x5d, 0x7d])

/** Counts brackets outside of strings; a recursive parser must not get more than it can handle. */
function isTooDeep(body: Buffer): boolean {
  let depth = 0
  let isInText = false
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at] ?? 0
    if (isInText) {
      if (byte === BACKSLASH) at += 1
      else if (byte === QUOTE) isInText = false
    } else if (byte === QUOTE) isInText = true
    else if (opening.has(byte)) {
      depth += 1
      if (depth > DEPTH_MAX) return true
    } else if (closing.has(byte)) depth -= 1
  }
  return false
}
