import { invalidInput } from '#kernel/fault.ts'
import type { Operation } from '../openapi/operation.ts'
import { isObject, type Json } from '../openapi/references.ts'

/** The request to a service. */
export interface Asked {
  readonly url: string
  readonly method: string
  readonly headers: Record<string, string>
  readonly body: string | null
}

const URL_MAX = 8_000

/** The request for a call, below the service's configured address and nowhere else. Throws Fault `invalid_input`. */
export function requestFor(base: string, operation: Operation, input: Json): Asked {
  const of = (place: 'path' | 'query' | 'header') =>
    operation.arguments
      .filter((one) => one.in === place && Object.hasOwn(input, one.argument) && input[one.argument] !== null)
      .map(({ name, argument }) => [name, input[argument]] as const)
  const values = new Map(of('path'))
  const path = operation.path.replace(/\{([^{}]*)\}/g, (_, name: string) => segment(values.get(name)))
  const url = new URL(base.replace(/(?<!\/)\/+$/, '') + path)
  requireBelow(url, base)
  for (const [name, value] of of('query'))
    for (const one of Array.isArray(value) ? value : [value]) url.searchParams.append(name, plain(one))
  if (url.href.length > URL_MAX) throw invalidInput('the arguments: too long for a URL')
  const headers = Object.fromEntries(
    of('header').map(([name, value]) => [name.toLowerCase(), headerText(value)]),
  )
  if (operation.body === null || input.body === undefined)
    return { url: url.href, method: operation.method, headers, body: null }
  const isJson = operation.body === 'json'
  return {
    url: url.href,
    method: operation.method,
    headers: {
      ...headers,
      'content-type': isJson ? 'application/json' : 'application/x-www-form-urlencoded',
    },
    body: isJson ? JSON.stringify(input.body) : formOf(input.body),
  }
}

const plain = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value ?? null))

/** One part of a path, that leads nowhere but down. */
function segment(value: unknown): string {
  const text = plain(value ?? '')
  if (text === '' || text === '.' || text === '..')
    throw invalidInput('the arguments: not a valid path segment')
  return encodeURIComponent(text.toWellFormed())
}

function headerText(value: unknown): string {
  const text = plain(value)
  if (!/^[\x20-\x7e]{0,1000}$/.test(text))
    throw invalidInput('the arguments: a header can only contain printable ASCII')
  return text
}

function formOf(body: unknown): string {
  const form = new URLSearchParams()
  for (const [key, value] of Object.entries(isObject(body) ? body : {})) form.append(key, plain(value))
  return form.toString()
}

function requireBelow(url: URL, base: string) {
  const root = new URL(base)
  const folder = root.pathname.replace(/(?<!\/)\/+$/, '')
  if (url.origin !== root.origin || !(url.pathname === folder || url.pathname.startsWith(`${folder}/`)))
    throw invalidInput('the arguments: they point outside the service')
}
