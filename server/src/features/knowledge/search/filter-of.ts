import type { Condition, KnowledgeBaseFilter } from '#contract/shapes/document-filter.ts'
import { storableText } from '#kernel/storable.ts'

/** Conditions on the documents of one knowledge base, or of all for null. */
export type Narrowing = Pick<KnowledgeBaseFilter, 'where'> & { readonly knowledgeBaseId: string | null }

/**
 * All these conditions as one query on a document's metadata, in the database's JSON path language; null if there are
 * none. A value of another type does not match a condition, and then matches its negation.
 */
export function filterOf(narrowings: readonly Narrowing[]): string | null {
  const asked = narrowings.flatMap(({ knowledgeBaseId, where }) => {
    if (where.length === 0) return []
    const all = where.map(askedOf).join(' && ')
    return knowledgeBaseId === null ? [all] : [`($knowledge_base != ${literal(knowledgeBaseId)} || (${all}))`]
  })
  return asked.length === 0 ? null : asked.join(' && ')
}

/** The path language itself checks the entries of a list. */
const askedOf = (condition: Condition): string => {
  const there = `exists($.${literal(condition.key)}${testOf(condition)})`
  return condition.not ? `!${there}` : there
}

function testOf(condition: Condition): string {
  switch (condition.is) {
    case 'present':
      return ''
    case 'equal':
      return ` ? (@ == ${literal(condition.value)})`
    case 'one-of':
      return ` ? (${condition.values.map((value) => `@ == ${literal(value)}`).join(' || ')})`
    case 'at-least':
      return ` ? (${ordered(condition.value)}@ >= ${literal(condition.value)})`
    case 'at-most':
      // A time on that day is still included.
      return typeof condition.value === 'string'
        ? ` ? (${ordered(condition.value)}(@ <= ${literal(condition.value)} || @ starts with ${literal(condition.value)}))`
        : ` ? (@ <= ${literal(condition.value)})`
  }
}

/** Dates are strings that sort in the order of time; other strings are excluded. */
const ordered = (bound: number | string): string =>
  typeof bound === 'string' ? '@ like_regex "^[0-9]{4}-[0-9]{2}-[0-9]{2}($|T)" && ' : ''

const literal = (value: string | number | boolean): string =>
  JSON.stringify(typeof value === 'string' ? storableText(value) : value)
