import { invalidInput } from '#kernel/fault.ts'

export type Json = Record<string, unknown>

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const HOPS_MAX = 20

/** The value, or the place in the same document that it refers to. External references are not followed. */
export function resolved(document: Json, value: unknown): unknown {
  let current = value
  for (let hops = 0; isObject(current) && typeof current.$ref === 'string'; hops += 1) {
    if (hops === HOPS_MAX) throw invalidInput('document: a reference is circular')
    current = placeOf(document, current.$ref)
  }
  return current
}

function placeOf(document: Json, reference: string): unknown {
  if (!reference.startsWith('#/'))
    throw invalidInput('document: a reference points outside the document, which is not followed')
  let place: unknown = document
  for (const key of reference.slice(2).split('/').map(decoded))
    place =
      (isObject(place) || Array.isArray(place)) && Object.hasOwn(place, key)
        ? (place as Json)[key]
        : undefined
  return place
}

function decoded(key: string): string {
  const plain = key.replaceAll('~1', '/').replaceAll('~0', '~')
  try {
    return decodeURIComponent(plain)
  } catch {
    return plain
  }
}
