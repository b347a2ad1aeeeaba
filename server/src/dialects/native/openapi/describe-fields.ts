import { commonFields } from './common-fields.ts'

type Json = Record<string, unknown>

/** Adds a description to the fields and parameters whose shape has none because their name says it. */
export function describeFields({ paths, components }: { paths?: object; components?: { schemas?: object } }) {
  for (const [name, schema] of Object.entries(components?.schemas ?? {}))
    describeIn(schema, inWords(name.replace(/Output$/, '')))
  for (const [path, operations] of Object.entries(paths ?? {}))
    for (const operation of Object.values(operations as Record<string, Json>)) {
      describeIn(operation, subjectOf(path))
      for (const parameter of (operation.parameters ?? []) as Json[])
        describeParameter(parameter, subjectOf(path))
    }
}

function describeParameter(parameter: Json, subject: string) {
  const schema = parameter.schema as Json
  parameter.description ??= schema.description ?? describe(parameter.name as string, schema, subject)
  // A parameter has one description, not a second one in its schema.
  delete schema.description
}

function describeIn(value: unknown, subject: string) {
  if (typeof value !== 'object' || value === null) return
  if (Array.isArray(value)) return value.forEach((one) => describeIn(one, subject))
  const { properties, ...rest } = value as Json
  for (const [key, schema] of Object.entries((properties ?? {}) as Record<string, Json>)) {
    const description = schema.description ?? (schema.$ref ? undefined : describe(key, schema, subject))
    if (description !== undefined) schema.description = description
    describeIn(schema, singular(inWords(key)))
  }
  for (const one of Object.values(rest)) describeIn(one, subject)
}

function describe(name: string, schema: Json, subject: string): string | undefined {
  if (schema.const !== undefined) return `Always \`${String(schema.const)}\`.`
  const [, one] = /^(\w+)Id$/.exec(name) ?? []
  if (one) return `The ID of the ${inWords(one)}.`
  const [, several] = /^(\w+)Ids$/.exec(name) ?? []
  return several ? `The IDs of the ${inWords(several)}s.` : commonFields[name]?.(subject)
}

/** What an endpoint is about: of `/v1/knowledge-bases/{knowledgeBaseId}/faq-entries`, `FAQ entry`. */
function subjectOf(path: string): string {
  const collections = path.split('/').filter((segment) => /^[a-z-]+s$/.test(segment))
  return singular(inWords(collections.at(-1) ?? path.split('/')[2] ?? ''))
}

/** `KnowledgeBase`, `knowledgeBase` and `knowledge-bases` as words. */
const inWords = (name: string): string =>
  name
    .replaceAll('-', ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/\bFaq\b/i, 'FAQ')
    .replace(/\b(?!FAQ|API)[A-Z]/g, (letter) => letter.toLowerCase())

const singular = (words: string): string => words.replace(/ies$/, 'y').replace(/(?<!u)s$/, '')
