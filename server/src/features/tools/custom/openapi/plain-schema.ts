import { isObject, type Json, resolved } from './references.ts'

const DEPTH_MAX = 12
const PLACES_MAX = 600
const TEXT_MAX = 400
const LISTED_MAX = 100

const types = new Set(['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'])
const numbers = ['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems']

/** Thrown for a schema that is too much for a model. */
export class SchemaTooLarge extends Error {}

/**
 * A schema without references, reduced to what we check and a model reads: no patterns, which could be maliciously
 * slow. A recursive one is cut where it repeats. Throws SchemaTooLarge.
 */
export function plainSchema(document: Json, schema: unknown): Json {
  let places = 0
  const plain = (given: unknown, depth: number, within: readonly unknown[]): Json => {
    places += 1
    if (places > PLACES_MAX) throw new SchemaTooLarge()
    const found = resolved(document, given)
    if (!isObject(found) || depth > DEPTH_MAX || within.includes(found)) return {}
    const inner = (value: unknown) => plain(value, depth + 1, [...within, found])
    return { ...factsOf(found), ...partsOf(found, inner) }
  }
  return plain(schema, 0, [])
}

function factsOf(schema: Json): Json {
  const said = [schema.type].flat().filter((type) => typeof type === 'string' && types.has(type)) as string[]
  if (schema.nullable === true && said.length > 0 && !said.includes('null')) said.push('null')
  const values = (list: unknown) =>
    Array.isArray(list)
      ? list.filter((value) => !isObject(value) && !Array.isArray(value)).slice(0, LISTED_MAX)
      : []
  const facts: Json = {}
  if (said.length > 0) facts.type = said.length === 1 ? said[0] : said
  if (typeof schema.description === 'string') facts.description = schema.description.slice(0, TEXT_MAX)
  if (typeof schema.format === 'string') facts.format = schema.format.slice(0, 40)
  if (values(schema.enum).length > 0) facts.enum = values(schema.enum)
  if ('const' in schema && values([schema.const]).length === 1) facts.const = schema.const
  for (const key of numbers) if (Number.isFinite(schema[key])) facts[key] = schema[key]
  return facts
}

function partsOf(schema: Json, inner: (value: unknown) => Json): Json {
  const parts: Json = {}
  if (isObject(schema.properties)) {
    const entries = Object.entries(schema.properties).filter(([key]) => key !== '__proto__')
    parts.properties = Object.fromEntries(entries.map(([key, value]) => [key, inner(value)]))
    if (Array.isArray(schema.required))
      parts.required = schema.required.filter((key) => typeof key === 'string').slice(0, LISTED_MAX)
  }
  if (isObject(schema.items)) parts.items = inner(schema.items)
  if (schema.additionalProperties === false) parts.additionalProperties = false
  for (const key of ['anyOf', 'oneOf', 'allOf'])
    if (Array.isArray(schema[key])) parts[key] = (schema[key] as unknown[]).slice(0, 20).map(inner)
  return parts
}
