import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { badRequest, bodyRefused } from './refusal.ts'

/** A body in its shape, or the refusal that names each field. Keys without a meaning are passed over. */
export function accept<S extends z.ZodType>(shape: S, body: unknown): z.output<S> {
  const given = typeof body === 'object' && body !== null ? body : {}
  const parsed = shape.safeParse(given)
  if (parsed.success) return parsed.data
  throw bodyRefused(
    parsed.error.issues.slice(0, 20).map(({ path, message, code }) => ({
      field: path.map(String).join('.') || 'body',
      message,
      type: code,
    })),
  )
}

/** Fields that their server expects in the query and their desk sends in the body: both work. */
export const queryAndBody = ({ query, body }: FastifyRequest): Record<string, unknown> => ({
  ...(query as Record<string, unknown>),
  ...(typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {}),
})

/** Of several of one name the last one counts. */
export function inQuery({ query }: FastifyRequest, name: string): string | undefined {
  const value = (query as Record<string, string | string[] | undefined>)[name]
  const one = Array.isArray(value) ? value.at(-1) : value
  return one === undefined || one.trim() === '' ? undefined : one.trim()
}

function numberIn(request: FastifyRequest, name: string, least: number, most: number): number | undefined {
  const value = inQuery(request, name)
  if (value === undefined) return undefined
  const number = Number(value)
  if (!Number.isInteger(number) || number < least || number > most)
    throw badRequest(`${name}: ${least} – ${most}`)
  return number
}

const FAR = 1_000_000

/** The requested part of a list: by page and size, or by limit and offset. */
export interface Stretch {
  readonly page: number
  readonly size: number
  readonly offset: number
}

export function stretchOf(request: FastifyRequest, most = 100): Stretch {
  const limit = numberIn(request, 'limit', 1, most)
  const offset = numberIn(request, 'offset', 0, FAR)
  const size = numberIn(request, 'size', 1, most) ?? numberIn(request, 'page_size', 1, most) ?? limit ?? 20
  const page = numberIn(request, 'page', 1, FAR)
  if (page === undefined && offset !== undefined) return { page: Math.floor(offset / size) + 1, size, offset }
  return { page: page ?? 1, size, offset: ((page ?? 1) - 1) * size }
}

/** The paging fields, in all the places where their callers look for them. */
export function pageFacts({ page, size }: Stretch, total: number) {
  const pages = Math.ceil(total / size)
  return {
    total,
    page,
    size,
    pages,
    total_pages: pages,
    pagination: { total, page, size, pages, has_next: page < pages, has_prev: page > 1 },
  }
}

export const jsonObject = z
  .record(z.string().max(200), z.json())
  .refine((value) => JSON.stringify(value).length <= 20_000, 'too long')
