import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'

interface Operation {
  readonly summary?: string
  readonly parameters?: readonly {
    readonly name: string
    readonly in: string
    readonly description?: string
  }[]
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Record<string, unknown>>> }
}

let server: TestServer
let document: Document

beforeAll(async () => {
  server = await openTestServer()
  document = (await (await fetch(`${server.url}/openapi.json`)).json()) as Document
})
afterAll(() => server.close())

/** Every text with this key, however deep it stands. */
const textsIn = (value: unknown, name: string): string[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([key, inner]) =>
        key === name && typeof inner === 'string' ? [inner] : textsIn(inner, name),
      )

test('every reference leads to a schema, and no schema is a mere reference to itself', () => {
  const { schemas } = document.components
  const missing = textsIn(document, '$ref').filter(
    (reference) => !((reference.split('/').at(-1) ?? '') in schemas),
  )
  expect([...new Set(missing)]).toEqual([])
  const hollow = Object.entries(schemas).filter(
    ([name, schema]) => schema.$ref === `#/components/schemas/${name}`,
  )
  expect(hollow.map(([name]) => name)).toEqual([])
  expect(Object.keys(schemas).length).toBeGreaterThan(150)
})

test('every operation has a summary of its own words', () => {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { summary }]) => ({ name: `${method} ${path}`, summary })),
  )
  expect(operations.length).toBeGreaterThan(250)
  expect(operations.filter(({ summary }) => !summary).map(({ name }) => name)).toEqual([])
})

/** The fields and parameters in a part of the document that have no description and are no reference to a described shape. */
function undescribed(value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null) return []
  const { properties = {}, parameters = [] } = value as Partial<Record<string, object>>
  const fields = Object.entries(properties).filter(
    ([, field]) => !('description' in field) && !('$ref' in field),
  )
  const places = (Array.isArray(parameters) ? parameters : []).filter((one) => !one.description)
  return [
    ...fields.map(([name]) => `${path}.${name}`),
    ...places.map(({ name }) => `${path}?${name}`),
    ...Object.entries(value).flatMap(([key, inner]) => undescribed(inner, `${path}/${key}`)),
  ]
}

test('every field and every parameter has a description', () => {
  expect(undescribed(document.paths, 'paths')).toEqual([])
  expect(undescribed(document.components.schemas, 'schemas')).toEqual([])
})

/** Words by which a description would refer to its neighbors. */
const leaning =
  /\b(?:like the next|the same as above|as above|the next three|see above|the former|likewise)\b/i

test('no description refers to its neighbor', () => {
  const descriptions = textsIn(document, 'description')
  expect(descriptions.length).toBeGreaterThan(1_000)
  expect(descriptions.filter((text) => leaning.test(text))).toEqual([])
})
