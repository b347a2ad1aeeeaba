import type { MessagePart } from '#contract/message-parts.ts'
import { harmlessHtml } from '#platform/text/harmless-html.ts'
import { escaped, linked } from '#platform/text/escaped.ts'

/** An answer as an email: text and HTML, with its sources and the signature. */
export async function wordsFor(
  parts: readonly MessagePart[],
  { signature, left, signal }: { signature: string; left: readonly string[]; signal: AbortSignal },
): Promise<{ text: string; html: string }> {
  const said = parts.flatMap((part) => (part.type === 'text' && part.text.trim() ? [part.text.trim()] : []))
  const found = sourcesIn(parts)
  const text = [
    ...said,
    ...(left.length > 0 ? [left.map((name) => `[${name}]`).join('\n')] : []),
    ...(found.length > 0 ? [found.map((source) => `[${source.number}] ${source.name}`).join('\n')] : []),
    ...(signature === '' ? [] : [`-- \n${signature}`]),
  ].join('\n\n')
  return { text, html: pageOf({ said: await harmlessHtml(said, signal), left, found, signature }) }
}

export interface FoundIn {
  readonly number: number
  readonly name: string
}

/** Each document once, under the number that the text names it by. */
function sourcesIn(parts: readonly MessagePart[]): FoundIn[] {
  const byNumber = new Map<number, string>()
  for (const part of parts)
    if (part.type === 'source')
      byNumber.set(part.number, `${part.documentName}${part.page === null ? '' : `, ${part.page}`}`)
  return [...byNumber]
    .map(([number, name]) => ({ number, name }))
    .sort((one, other) => one.number - other.number)
}

interface Page {
  /** The content, as HTML. */
  readonly said: readonly string[]
  readonly left: readonly string[]
  readonly found: readonly FoundIn[]
  readonly signature: string
}

const sourceItem = ({ number, name }: FoundIn) =>
  `[${number}] ${/^https?:\/\/\S+$/.test(name) ? linked(name, escaped(name)) : escaped(name)}`

/** An answer as plain HTML: paragraphs, lists, links and tables, without anyone's images, styles or scripts. */
function pageOf({ said, left, found, signature }: Page): string {
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
