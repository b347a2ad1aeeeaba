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
