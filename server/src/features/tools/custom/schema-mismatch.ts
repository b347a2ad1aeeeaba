import { isDeepStrictEqual } from 'node:util'
import { isObject, type Json } from './openapi/references.ts'

/** Each part of a value may be compared with each of its alternatives. */
const STEPS_MAX = 200_000

type Mismatch = (schema: Json, value: unknown, at: string) => string | null

/** Why a value does not match a plain schema, in words for the model; null if it matches. */
export function schemaMismatch(schema: Json, value: unknown): string | null {
  let left = STEPS_MAX
  const mismatchOf: Mismatch = (inner, part, at) => {
    left -= 1 + (Array.isArray(inner.enum) ? inner.enum.length : 0)
    if (left < 0) return at
    return (
      misfitOfValue(inner, part, at) ??
      misfitOfSize(inner, part, at) ??
      misfitOfParts(mismatchOf, inner, part, at) ??
      misfitOfChoice(mismatchOf, inner, part, at)
    )
  }
  const wrong = mismatchOf(schema, value, 'the arguments')
  return left < 0 ? 'the arguments: too large to be checked against the schema' : wrong
}

function misfitOfValue(schema: Json, value: unknown, at: string): string | null {
  const types = [schema.type].flat().filter((type) => typeof type === 'string')
  if (types.length > 0 && !types.some((type) => isOf(type as string, value)))
    return `${at}: expected ${types.join(' or ')}`
  if ('const' in schema && !isDeepStrictEqual(schema.const, value))
    return `${at}: expected ${JSON.stringify(schema.const)}`
  if (Array.isArray(schema.enum) && !schema.enum.some((one) => isDeepStrictEqual(one, value)))
    return `${at}: expected one of ${JSON.stringify(schema.enum.slice(0, 300)).slice(0, 300)}`
  return null
}

function isOf(type: string, value: unknown): boolean {
  switch (type) {
    case 'object':
      return isObject(value)
    case 'array':
      return Array.isArray(value)
    case 'null':
      return value === null
    case 'integer':
      return Number.isInteger(value)
    case 'number':
      return Number.isFinite(value)
    default:
      return typeof value === type
  }
}

function misfitOfSize(schema: Json, value: unknown, at: string): string | null {
  const measured: [unknown, 'minimum' | 'minLength' | 'minItems', 'maximum' | 'maxLength' | 'maxItems'][] = []
  if (typeof value === 'number') measured.push([value, 'minimum', 'maximum'])
  if (typeof value === 'string') measured.push([value.length, 'minLength', 'maxLength'])
  if (Array.isArray(value)) measured.push([value.length, 'minItems', 'maxItems'])
  for (const [size, least, most] of measured) {
    if (typeof schema[least] === 'number' && (size as number) < schema[least])
      return `${at}: ${least} is ${schema[least]}`
    if (typeof schema[most] === 'number' && (size as number) > schema[most])
      return `${at}: ${most} is ${schema[most]}`
  }
  return null
}

function misfitOfParts(mismatchOf: Mismatch, schema: Json, value: unknown, at: string): string | null {
  if (Array.isArray(value) && isObject(schema.items)) {
    for (const [index, item] of value.entries()) {
      const wrong = mismatchOf(schema.items, item, `${at}[${index}]`)
      if (wrong) return wrong
    }
  }
  if (!isObject(value)) return null
  const properties = isObject(schema.properties) ? schema.properties : {}
  const missing = (Array.isArray(schema.required) ? schema.required : []).find(
    (key) => !Object.hasOwn(value, key),
  )
  if (missing !== undefined) return `${at}: ${missing} is missing`
  for (const [key, inner] of Object.entries(value)) {
    const known = Object.hasOwn(properties, key) ? properties[key] : null
    if (!isObject(known)) {
      if (schema.additionalProperties === false) return `${at}: there is no ${key}`
      continue
    }
    const wrong = mismatchOf(known, inner, `${at}.${key}`)
    if (wrong) return wrong
  }
  return null
}

function misfitOfChoice(mismatchOf: Mismatch, schema: Json, value: unknown, at: string): string | null {
  for (const key of ['anyOf', 'oneOf']) {
    const options = schema[key]
    if (!Array.isArray(options) || options.length === 0) continue
    const wrongs = options.map((option) => (isObject(option) ? mismatchOf(option, value, at) : null))
    if (wrongs.every((wrong) => wrong !== null)) return wrongs[0] ?? null
  }
  for (const option of Array.isArray(schema.allOf) ? schema.allOf : []) {
    const wrong = isObject(option) ? mismatchOf(option, value, at) : null
    if (wrong) return wrong
  }
  return null
}
