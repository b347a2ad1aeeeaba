import { isObject, type Json, resolved } from './references.ts'
import { plainSchema, SchemaTooLarge } from './plain-schema.ts'

/** Where an argument of a tool goes in the request. */
export interface Argument {
  readonly argument: string
  readonly in: 'path' | 'query' | 'header'
  readonly name: string
}

/** One thing that a service does, as a tool. */
export interface Operation {
  readonly name: string
  readonly description: string
  readonly method: string
  readonly path: string
  readonly arguments: readonly Argument[]
  /** How the argument `body` is sent; null if there is none. */
  readonly body: 'json' | 'form' | null
  readonly inputSchema: Json
  readonly isReadOnly: boolean
}

/** Said of an operation that is no tool. */
export class NoTool extends Error {}

const DESCRIPTION_MAX = 1_000
const SCHEMA_MAX = 20_000
const PARAMETERS_MAX = 40

/** Headers that only we may set, or that would change who is asking or how the request is understood. */
const closedHeaders =
  /^(host|content-.*|transfer-encoding|connection|accept.*|cookie|proxy-.*|te|trailer|upgrade|expect|idempotency-key|user-agent|authorization|x-api-key|x-forwarded-.*|forwarded|x-http-method.*|x-original-.*|x-rewrite-.*)$/

interface Place {
  document: Json
  path: string
  method: string
  item: Json
}

/** An operation of a document as a tool, but for its name. Throws NoTool. */
export function toolOf({ document, path, method, item }: Place, given: Json): Omit<Operation, 'name'> {
  if (path.length > 300 || !/^\/(?!\/)/.test(path) || /[?#\\]|\/\.{1,2}(\/|$)/.test(path))
    throw new NoTool('its path is none')
  const properties: Json = {}
  const required: string[] = []
  const places: Argument[] = []
  try {
    for (const parameter of parametersOf(document, item, given)) {
      const argument = freeName(properties, parameter.name)
      const schema = plainSchema(document, parameter.schema)
      const about =
        typeof parameter.description === 'string' ? parameter.description.slice(0, 400) : undefined
      properties[argument] = { ...schema, ...(about !== undefined && { description: about }) }
      if (parameter.isRequired) required.push(argument)
      places.push({ argument, in: parameter.in, name: parameter.name })
    }
    const body = bodyOf(document, given)
    if (body) {
      if ('body' in properties) throw new NoTool('an argument is named body')
      properties.body = plainSchema(document, body.schema)
      if (body.isRequired) required.push('body')
    }
    const inputSchema = { type: 'object', properties, required, additionalProperties: false }
    if (JSON.stringify(inputSchema).length > SCHEMA_MAX) throw new SchemaTooLarge()
    for (const [, name] of path.matchAll(/\{([^{}]*)\}/g))
      if (!places.some((place) => place.in === 'path' && place.name === name))
        throw new NoTool('its path has a parameter that is not described')
    const texts = [given.summary, given.description].filter((text) => typeof text === 'string')
    const isReadOnly = method === 'get' || method === 'head'
    const description =
      [...new Set(texts)].join('\n').slice(0, DESCRIPTION_MAX) || `${method.toUpperCase()} ${path}`
    return {
      description,
      method: method.toUpperCase(),
      path,
      arguments: places,
      body: body?.as ?? null,
      inputSchema,
      isReadOnly,
    }
  } catch (error) {
    if (error instanceof SchemaTooLarge) throw new NoTool('its parameters are too large')
    throw error
  }
}

interface Parameter {
  name: string
  in: Argument['in']
  schema: unknown
  description: unknown
  isRequired: boolean
}

/** Those of the path and of the operation, which count more. */
function parametersOf(document: Json, item: Json, given: Json): Parameter[] {
  const found = new Map<string, Parameter>()
  for (const list of [item.parameters, given.parameters]) {
    if (!Array.isArray(list)) continue
    if (list.length > PARAMETERS_MAX) throw new NoTool('it has too many parameters')
    for (const one of list) {
      const parameter = resolved(document, one)
      if (!isObject(parameter) || typeof parameter.name !== 'string') continue
      const { name, in: place, description } = parameter
      const isRequired = place === 'path' || parameter.required === true
      const isOurs = place === 'header' && closedHeaders.test(name.toLowerCase())
      const isSettable =
        place === 'path' || place === 'query' || (place === 'header' && /^[\w-]{1,60}$/.test(name))
      if (name.length > 100 || isOurs || !isSettable) {
        if (isRequired && !isOurs) throw new NoTool(`it asks for the ${String(place)} ${name.slice(0, 60)}`)
        continue
      }
      found.set(`${place} ${name}`, {
        name,
        in: place as Argument['in'],
        schema: parameter.schema ?? contentOf(parameter.content)?.schema,
        description,
        isRequired,
      })
    }
  }
  return [...found.values()]
}

const contentOf = (content: unknown): Json | null => {
  const [first] = isObject(content) ? Object.values(content) : []
  return isObject(first) ? first : null
}

function bodyOf(document: Json, given: Json) {
  const body = resolved(document, given.requestBody)
  if (!isObject(body) || !isObject(body.content)) return null
  const typeIs = (form: RegExp) => Object.entries(body.content as Json).find(([type]) => form.test(type))
  const json = typeIs(/^application\/([\w.-]+\+)?json\b/i)
  const form = typeIs(/^application\/x-www-form-urlencoded\b/i)
  const [, media] = json ?? form ?? []
  if (!isObject(media)) throw new NoTool('it takes neither JSON nor a form')
  return {
    as: json ? ('json' as const) : ('form' as const),
    schema: media.schema,
    isRequired: body.required === true,
  }
}

/** A name that models take, and no other argument has. */
function freeName(taken: Json, wanted: string): string {
  const plain = wanted.replace(/[^\w-]+/g, '_').slice(0, 50) || 'value'
  let name = plain
  for (let at = 2; Object.hasOwn(taken, name) || name in {}; at += 1) name = `${plain}_${at}`
  return name
}
