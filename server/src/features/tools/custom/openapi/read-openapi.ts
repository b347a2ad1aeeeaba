import { invalidInput } from '#kernel/fault.ts'
import { loadLater } from '#platform/modules/load-later.ts'
import { NoTool, type Operation, toolOf } from './operation.ts'
import { isObject, type Json, resolved } from './references.ts'

const yaml = loadLater<typeof import('yaml')>('yaml')

const OPERATIONS_MAX = 200
const YAML_MAX = 500_000
const NAME_MAX = 30
const methods = ['get', 'head', 'post', 'put', 'patch', 'delete']

export interface Skipped {
  readonly operation: string
  readonly why: string
}

export interface ReadOpenApi {
  readonly title: string
  readonly operations: readonly Operation[]
  readonly skipped: readonly Skipped[]
}

/** The contents, or why they cannot be read. */
export type OpenApiAnswer =
  | { readonly read: ReadOpenApi }
  | { readonly refusal: string; readonly fields: readonly { path: string; message: string }[] }

/**
 * The contents of an OpenAPI 3 document, one tool per operation. External references are not followed, and its
 * addresses are not used. Throws Fault `invalid_input`.
 */
export function readOpenApi(text: string): ReadOpenApi {
  const document = documentFrom(text)
  const operations: Operation[] = []
  const skipped: Skipped[] = []
  for (const { path, method, item, given } of described(document)) {
    const called = `${method.toUpperCase()} ${path}`.slice(0, 200)
    try {
      const name = freeName(operations, given.operationId, `${method}_${path}`)
      operations.push({ name, ...toolOf({ document, path, method, item }, given) })
    } catch (error) {
      if (!(error instanceof NoTool)) throw error
      skipped.push({ operation: called, why: error.message })
    }
  }
  if (operations.length === 0) throw refused('it contains no operation that could be a tool')
  const title = isObject(document.info) && typeof document.info.title === 'string' ? document.info.title : ''
  return { title: title.slice(0, 200), operations, skipped }
}

function documentFrom(text: string): Json {
  const document = parsed(text)
  if (!isObject(document)) throw refused('this is not an OpenAPI document')
  if (typeof document.openapi !== 'string' || !document.openapi.startsWith('3.'))
    throw refused('expected an OpenAPI 3 document')
  if (!isObject(document.paths)) throw refused('it contains no operation that could be a tool')
  return document
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    if (text.length > YAML_MAX) throw refused('a YAML document can have at most 500,000 characters')
  }
  try {
    // Aliases could make much of little.
    return yaml().parse(text, { maxAliasCount: 0, logLevel: 'silent' })
  } catch {
    throw refused('this is neither JSON nor YAML')
  }
}

function described(document: Json) {
  const found = Object.entries(document.paths as Json).flatMap(([path, at]) => {
    const item = resolved(document, at)
    if (!isObject(item)) return []
    return methods.flatMap((method) => {
      const given = Object.hasOwn(item, method) ? item[method] : null
      return isObject(given) ? [{ path, method, item, given }] : []
    })
  })
  if (found.length > OPERATIONS_MAX)
    throw refused(`it has ${found.length} operations; ${OPERATIONS_MAX} at most can be tools`)
  return found
}

/** A name that no other operation has. */
function freeName(operations: readonly Operation[], wanted: unknown, otherwise: string): string {
  const plain =
    (typeof wanted === 'string' ? wanted : otherwise)
      .replace(/[^A-Za-z0-9_-]+/g, '_')
      .replace(/^_+|(?<!_)_+$/g, '')
      .slice(0, NAME_MAX) || 'operation'
  let name = plain
  for (let at = 2; operations.some((other) => other.name === name); at += 1) name = `${plain}_${at}`
  return name
}

const refused = (why: string) => invalidInput(`document: ${why}`, [{ path: 'document', message: why }])
