import type { Condition } from '#contract/shapes/document-filter.ts'
import { useLocale } from '../../../messages/messages.tsx'
import { testOf, valuesOf } from './condition-entry.ts'

/** A condition as a person says it. */
export function useDescribeCondition(): (condition: Condition) => string {
  const { messages: t, locale } = useLocale()
  const { filter, metadata } = t.knowledge
  const say = (value: string | number | boolean) =>
    value === true ? metadata.yes : value === false ? metadata.no : String(value)
  const list = new Intl.ListFormat(locale, { type: 'disjunction' })
  return (condition) => {
    const values = valuesOf(condition).map(say)
    return filter.said(condition.key, filter.tests[testOf(condition)], list.format(values))
  }
}
