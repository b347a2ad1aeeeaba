import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { TextMessage } from './shapes.ts'

/** One complaint about a request, as pydantic 2 words it. */
export interface Issue {
  type: string
  loc: (string | number)[]
  msg: string
  input: unknown
}

/** A request that FastAPI would have refused with 422. */
export class RefusedRequest extends Error {
  readonly issues: readonly Issue[]
  constructor(issues: readonly Issue[]) {
    super('The request was refused.')
    this.issues = issues
  }
}

export type Read<T> = { value: T } | { issues: Issue[] }

/** The parsed values, or RefusedRequest with all errors in any of them. */
export function accept<T extends readonly unknown[]>(...reads: { [At in keyof T]: Read<T[At]> }): T {
  const issues = reads.flatMap((read) => ('issues' in read ? read.issues : []))
  if (issues.length > 0) throw new RefusedRequest(issues)
  return reads.map((read) => ('value' in read ? read.value : null)) as unknown as T
}

const UUID =
  /^(?:urn:uuid:|\{)?([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})\}?$/i

/** The session's id in any spelling that Python's UUID takes, as we spell it. */
export function readSessionId(request: FastifyRequest): Read<string> {
  const { sessionId: input } = request.params as { sessionId: string }
  const groups = UUID.exec(input)?.slice(1)
  if (groups) return { value: groups.join('-').toLowerCase() }
  const msg = `Input should be a valid UUID, ${uuidFlaw(input)}`
  return { issues: [{ type: 'uuid_parsing', loc: ['path', 'session_id'], msg, input }] }
}

function uuidFlaw(text: string): string {
  const characters = [...text]
  const at = characters.findIndex((character) => !/[0-9a-f-]/i.test(character))
  return at === -1
    ? `invalid length: expected length 32 for simple format, found ${characters.filter((one) => one !== '-').length}`
    : `invalid character: expected an optional prefix of \`urn:uuid:\` followed by [0-9a-fA-F-], found \`${characters[at]}\` at ${at + 1}`
}

export interface Page {
  limit: number
  offset: number
}

/** The requested part of a list; `limitMax` is the list's own limit. */
export function readPage(request: FastifyRequest, standard: { limit: number; limitMax: number }): Read<Page> {
  const query = request.query as Record<string, unknown>
  const limit = readCount(query, 'limit', { fallback: standard.limit, min: 1, max: standard.limitMax })
  const offset = readCount(query, 'offset', { fallback: 0, min: 0, max: Number.POSITIVE_INFINITY })
  if ('value' in limit && 'value' in offset) return { value: { limit: limit.value, offset: offset.value } }
  return { issues: [limit, offset].flatMap((read) => ('issues' in read ? read.issues : [])) }
}

function readCount(
  query: Record<string, unknown>,
  name: string,
  { fallback, min, max }: { fallback: number; min: number; max: number },
): Read<number> {
  const given = query[name]
  const input = Array.isArray(given) ? given.at(-1) : given
  if (input === undefined) return { value: fallback }
  const refuse = (type: string, msg: string) => ({ issues: [{ type, loc: ['query', name], msg, input }] })
  if (typeof input !== 'string' || !/^\s*[+-]?\d+(\.0+)?\s*$/.test(input))
    return refuse('int_parsing', 'Input should be a valid integer, unable to parse string as an integer')
  const count = Number(input)
  if (count < min) return refuse('greater_than_equal', `Input should be greater than or equal to ${min}`)
  if (count > max) return refuse('less_than_equal', `Input should be less than or equal to ${max}`)
  return { value: count }
}

/** The message in a body. */
export function readTextMessage({ body }: FastifyRequest): Read<TextMessage> {
  if (body === undefined || body === null)
    return { issues: [{ type: 'missing', loc: ['body'], msg: 'Field required', input: null }] }
  const parsed = TextMessage.safeParse(body)
  return parsed.success
    ? { value: parsed.data }
    : { issues: parsed.error.issues.map((issue) => complain(issue, body)) }
}

function complain(issue: z.core.$ZodIssue, body: unknown): Issue {
  const path = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key))
  const loc = ['body', ...path]
  const input = valueAt(body, path)
  if (input === undefined)
    return { type: 'missing', loc, msg: 'Field required', input: valueAt(body, path.slice(0, -1)) }
  const [type, msg] = wordsFor(issue, path.length === 0)
  return { type, loc, msg, input }
}

const valueAt = (value: unknown, path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>((at, key) => (at as Record<string | number, unknown>)[key], value)

function wordsFor(issue: z.core.$ZodIssue, isWholeBody: boolean): [type: string, msg: string] {
  switch (issue.code) {
    case 'invalid_value':
      return ['literal_error', "Input should be 'TextMessage'"]
    case 'too_small':
      return ['string_too_short', `String should have at least ${issue.minimum} character`]
    case 'too_big':
      return ['string_too_long', `String should have at most ${issue.maximum} characters`]
    case 'invalid_type':
      if (isWholeBody)
        return [
          'model_attributes_type',
          'Input should be a valid dictionary or object to extract fields from',
        ]
      if (issue.expected === 'string') return ['string_type', 'Input should be a valid string']
      if (issue.expected === 'int' || issue.expected === 'number')
        return ['int_type', 'Input should be a valid integer']
      return ['dict_type', 'Input should be a valid dictionary']
    default:
      return ['value_error', issue.message]
  }
}
