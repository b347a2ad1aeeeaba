import type { Condition } from '#contract/shapes/document-filter.ts'
import { useSpeech } from '../../words/words.tsx'
import { testOf, valuesOf } from './condition-entry.ts'

/** A condition as a person says it. */
export function useConditionWords(): (condition: Condition) => string {
  const { words, locale } = useSpeech()
  const { filter, metadata } = words.knowledge
  const say = (value: string | number | boolean) =>
    value === true ? metadata.yes : value === false ? metadata.no : String(value)
  const list = new Intl.ListFormat(locale, { type: 'disjunction' })
  return (condition) => {
    const said = valuesOf(condition).map(say)
    return filter.said(condition.key, filter.tests[testOf(condition)], list.format(said))
  }
}
