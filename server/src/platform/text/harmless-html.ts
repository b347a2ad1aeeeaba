import { Marked, type Tokens } from 'marked'

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
/** A text as it stands in a page. */
export const escaped = (text: string) => text.replace(/[&<>"']/g, (one) => escapes[one] ?? one)

const isHarmless = (href: string) => /^(?:https?:\/\/|mailto:)[^\s"'<>]+$/i.test(href)

/** Where a link leads stands in the page as it is, or not at all. `words` are HTML. */
export const linked = (href: string, words: string) =>
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

/** Markdown of anybody as HTML: paragraphs, lists, links and tables, without pictures, styles or scripts. */
export const harmlessHtml = (markdown: string): string => marked.parse(markdown, { async: false })
