import { parseDocument } from 'htmlparser2'

type Node = ReturnType<typeof parseDocument>['children'][number]

const words = (list: string) => new Set(list.split(' '))
const unseen = words(
  'script style head title noscript template svg iframe object select button input textarea',
)
const blocks = words(
  'address article blockquote center dd div dl dt footer form h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table tr ul',
)
const apart = words('blockquote dl h1 h2 h3 h4 h5 h6 ol p pre table ul')
const DEPTH_MAX = 200

/** What a mail's page says, as text: its blocks on lines of their own, what it quotes behind `>`. No mark-up is left. */
export function textOfHtml(html: string): string {
  return textOf(parseDocument(html).children, 0)
    .replace(/(?<![^\S\n])[^\S\n]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

function textOf(nodes: readonly Node[], depth: number): string {
  let text = ''
  const fresh = (lines: number) => {
    if (text !== '' && !text.endsWith('\n'.repeat(lines)))
      text += text.endsWith('\n') ? '\n'.repeat(lines - 1) : '\n'.repeat(lines)
  }
  for (const node of nodes) {
    if (node.type === 'text') {
      const said = node.data.replace(/[\s\u00a0]+/g, ' ')
      text += text === '' || text.endsWith('\n') ? said.trimStart() : said
      continue
    }
    if (!('attribs' in node) || unseen.has(node.name) || depth > DEPTH_MAX) continue
    if (node.name === 'br') {
      text += '\n'
      continue
    }
    const inner = textOf(node.children, depth + 1)
    if (!blocks.has(node.name)) {
      text += node.name === 'a' ? linked(inner, node.attribs.href) : inner
      if (node.name === 'td' || node.name === 'th') text += ' '
      continue
    }
    const lines = apart.has(node.name) ? 2 : 1
    fresh(lines)
    text += node.name === 'blockquote' ? quoted(inner) : node.name === 'li' ? `- ${inner.trim()}` : inner
    fresh(lines)
  }
  return text
}

const quoted = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n')

/** A link's words, and where it leads where they do not say so. */
function linked(text: string, href: string | undefined): string {
  const to = href?.trim() ?? ''
  const said = text.trim()
  if (said === '' || !/^https?:\/\//i.test(to) || to.length > 500) return text
  return to.replace(/\/$/, '') === said.replace(/\/$/, '') ? text : `${text} (${to})`
}
