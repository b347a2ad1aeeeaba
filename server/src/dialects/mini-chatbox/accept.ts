import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { fieldsRefused } from './refusal.ts'

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Names of the environment, which some bodies hold, stay as they are. */
const inCamelCase = (key: string): string =>
  /^[A-Z]/.test(key) ? key : key.replace(/(?<!_)_+([a-z0-9])/gi, (_, next: string) => next.toUpperCase())

const inSnakeCase = (key: string): string => key.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`)

/** Fields in one spelling, whichever was used; if both were, the newer one wins. */
export function fieldsOf(given: unknown): Record<string, unknown> {
  if (!isObject(given)) return {}
  const [camel, snake] = [Object.entries(given), Object.entries(given)].map((entries, at) =>
    entries.filter(([key]) => (inCamelCase(key) === key) === (at === 0)),
  )
  return Object.fromEntries([
    ...(snake ?? []).map(([key, value]): [string, unknown] => [inCamelCase(key), value]),
    ...(camel ?? []),
  ])
}

/** The same fields in both spellings: one half of the clients reads the one, the other half the other. */
export const inBothSpellings = <T extends object>(fields: T): T & Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([key, value]) => [
      [key, value],
      [inSnakeCase(key), value],
    ]),
  ) as T & Record<string, unknown>

/** An object within a body, with fields in either spelling. */
export const inEither = <S extends z.ZodType>(shape: S) =>
  z.preprocess((value) => (isObject(value) ? fieldsOf(value) : value), shape)

/** A body, a query or a frame in its shape, or the refusal that names each field. Keys without a meaning are passed over. */
export function accept<S extends z.ZodType>(shape: S, given: unknown): z.output<S> {
  const fields = fieldsOf(given)
  const parsed = shape.safeParse(fields)
  if (parsed.success) return parsed.data
  throw fieldsRefused(
    parsed.error.issues.slice(0, 20).map(({ path, message }) => {
      const field = path.map(String).join('.') || 'non_field_errors'
      const isMissing = path.length === 1 && fields[String(path[0])] === undefined
      return { field, message: isMissing ? 'This field is required.' : message }
    }),
  )
}

/** Of several of one name in an address the last one counts. */
export function inQuery({ query }: FastifyRequest, ...names: string[]): string | undefined {
  const fields = fieldsOf(query)
  for (const name of names) {
    const value = fields[name]
    const one: unknown = Array.isArray(value) ? value.at(-1) : value
    if (typeof one === 'string' && one.trim() !== '') return one.trim()
  }
  return undefined
}

/** An integer in a query, within its bounds; invalid values are ignored. */
export function numberInQuery(
  request: FastifyRequest,
  name: string,
  { standard, most }: { standard: number; most: number },
): number {
  const value = Number(inQuery(request, name) ?? standard)
  return Number.isInteger(value) && value >= 0 ? Math.min(value, most) : standard
}

export const inPath = ({ params }: FastifyRequest, name: string): string =>
  (params as Record<string, string>)[name] ?? ''

/** Arbitrary client data, up to a size limit. */
export const jsonObject = z
  .record(z.string().max(200), z.json())
  .refine((value) => JSON.stringify(value).length <= 20_000, 'too long')

/** The same from a form, where it is the text of an object. */
export const jsonObjectOrText = z.preprocess((value) => {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value) as unknown
  } catch {
    return undefined
  }
}, jsonObject.nullish())
