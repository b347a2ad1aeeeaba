import { escaped, linked } from '#platform/text/escaped.ts'
import type { FoundIn } from './words-for.ts'

interface Page {
  /** What was said, as HTML. */
  readonly said: readonly string[]
  readonly left: readonly string[]
  readonly found: readonly FoundIn[]
  readonly signature: string
}

const sourceItem = ({ number, name }: FoundIn) =>
  `[${number}] ${/^https?:\/\/\S+$/.test(name) ? linked(name, escaped(name)) : escaped(name)}`

/** An answer as a simple page: paragraphs, lists, links and tables, without pictures, styles or scripts of anybody. */
export function pageOf({ said, left, found, signature }: Page): string {
  const lines = (texts: readonly string[]) => texts.join('<br>\n')
  return [
    '<!doctype html><html><head><meta charset="utf-8"></head><body style="font-family:sans-serif">',
    ...said,
    ...(left.length > 0 ? [`<p>${lines(left.map((name) => `[${escaped(name)}]`))}</p>`] : []),
    ...(found.length > 0 ? [`<p style="font-size:smaller">${lines(found.map(sourceItem))}</p>`] : []),
    ...(signature === '' ? [] : [`<p>-- <br>\n${lines(signature.split('\n').map(escaped))}</p>`]),
    '</body></html>',
  ].join('\n')
}
