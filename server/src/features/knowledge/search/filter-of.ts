import type { Condition, KnowledgeBaseFilter } from '#contract/shapes/document-filter.ts'
import { storableText } from '#kernel/storable.ts'

/** Conditions on the documents of one knowledge base, or of all for null. */
export type Narrowing = Pick<KnowledgeBaseFilter, 'where'> & { readonly knowledgeBaseId: string | null }

/**
 * All these conditions as one question to the metadata of a document, in the path language of the database; null when
 * there are none. Whatever else a key says than what is asked of it, does not fit, and then its opposite does.
 */
export function filterOf(narrowings: readonly Narrowing[]): string | null {
  const asked = narrowings.flatMap(({ knowledgeBaseId, where }) => {
    if (where.length === 0) return []
    const all = where.map(askedOf).join(' && ')
    return knowledgeBaseId === null ? [all] : [`($knowledge_base != ${literal(knowledgeBaseId)} || (${all}))`]
  })
  return asked.length === 0 ? null : asked.join(' && ')
}

/** A list is gone through entry by entry by the language itself. */
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
      // A moment of the day itself is still within it.
      return typeof condition.value === 'string'
        ? ` ? (${ordered(condition.value)}(@ <= ${literal(condition.value)} || @ starts with ${literal(condition.value)}))`
        : ` ? (@ <= ${literal(condition.value)})`
  }
}

/** Dates are texts, which come in the order of time; other texts do not. */
const ordered = (bound: number | string): string =>
  typeof bound === 'string' ? '@ like_regex "^[0-9]{4}-[0-9]{2}-[0-9]{2}($|T)" && ' : ''

const literal = (value: string | number | boolean): string =>
  JSON.stringify(typeof value === 'string' ? storableText(value) : value)
