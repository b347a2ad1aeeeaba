const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
/** A text escaped for HTML. */
export const escaped = (text: string) => text.replace(/[&<>"']/g, (one) => escapes[one] ?? one)

const isHarmless = (href: string) => /^(?:https?:\/\/|mailto:)[^\s"'<>]+$/i.test(href)

/** A link whose target is visible as it is, or no link. `words` are HTML. */
export const linked = (href: string, words: string) =>
  isHarmless(href) ? `<a href="${escaped(href)}">${words}</a>` : words
