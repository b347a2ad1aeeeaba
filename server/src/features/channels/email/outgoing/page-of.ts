import { Marked, type Tokens } from 'marked'
import type { FoundIn } from './words-for.ts'

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: string) => text.replace(/[&<>"']/g, (one) => escapes[one] ?? one)

const isHarmless = (href: string) => /^(?:https?:\/\/|mailto:)[^\s"'<>]+$/i.test(href)

/** Where a link leads stands in the page as it is, or not at all. */
const linked = (href: string, words: string) =>
  isHarmless(href) ? `<a href="${escaped(href)}">${words}</a>` : words

// What a model or a person wrote is never mark-up of ours: it is shown as it was typed, and pictures are not fetched.
const marked = new Marked({
  gfm: true,
  breaks: true,
  renderer: {
    html: ({ text }: Tokens.HTML | Tokens.Tag) => escaped(text),
    image: ({ href, text }: Tokens.Image) => linked(href, escaped(text || href)),
    link({ href, tokens }: Tokens.Link) {
      return linked(href, this.parser.parseInline(tokens))
    },
  },
})

interface Page {
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
    ...said.map((text) => marked.parse(text, { async: false })),
    ...(left.length > 0 ? [`<p>${lines(left.map((name) => `[${escaped(name)}]`))}</p>`] : []),
    ...(found.length > 0 ? [`<p style="font-size:smaller">${lines(found.map(sourceItem))}</p>`] : []),
    ...(signature === '' ? [] : [`<p>-- <br>\n${lines(signature.split('\n').map(escaped))}</p>`]),
    '</body></html>',
  ].join('\n')
}
