import type { FastifyRequest } from 'fastify'
import { fieldRefused, Refusal } from './refusal.ts'

const STANDARD = 100
const MOST = 100

/** One page, with the URLs of its neighbors, as in Django REST framework. */
export async function toPage<T, R>(
  request: FastifyRequest,
  all: readonly T[],
  show: (page: readonly T[]) => Promise<R[]>,
) {
  const size = sizeOf(request)
  const last = Math.max(1, Math.ceil(all.length / size))
  const number = numberOf(request, last)
  const [path] = request.originalUrl.split('?')
  const address = (page: number) => {
    const query = new URLSearchParams({
      ...(page > 1 && { page: String(page) }),
      ...(size !== STANDARD && { page_size: String(size) }),
    }).toString()
    return `${request.protocol}://${request.host}${path}${query && `?${query}`}`
  }
  return {
    count: all.length,
    next: number < last ? address(number + 1) : null,
    previous: number > 1 ? address(number - 1) : null,
    results: await show(all.slice((number - 1) * size, number * size)),
  }
}

/** An integer in the query; undefined if it is missing. Throws a refusal for an invalid one. */
export function numberIn(request: FastifyRequest, name: string): number | undefined {
  const value = oneOf(request, name)
  if (value === undefined || value === '') return undefined
  if (!/^\s*-?\d{1,15}\s*$/.test(value)) throw fieldRefused(name, 'A valid integer is required.')
  return Number(value)
}

/** Of several of one name the last one counts. */
function oneOf({ query }: FastifyRequest, name: string): string | undefined {
  const value = (query as Record<string, string | string[] | undefined>)[name]
  return Array.isArray(value) ? value.at(-1) : value
}

/** An invalid size is ignored, and one that is too large is reduced. */
function sizeOf(request: FastifyRequest): number {
  const asked = Number(oneOf(request, 'page_size') || STANDARD)
  return Number.isInteger(asked) && asked > 0 ? Math.min(asked, MOST) : STANDARD
}

function numberOf(request: FastifyRequest, last: number): number {
  const asked = oneOf(request, 'page') ?? '1'
  const number = asked === 'last' ? last : Number(asked)
  if (!Number.isInteger(number) || number < 1 || number > last)
    throw new Refusal(404, { detail: 'Invalid page.' })
  return number
}
