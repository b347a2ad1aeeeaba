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
/** Quotes in more quotes stand as deep as these: nobody counts so many, and each mark before each line of all of them takes its time. */
const QUOTES_MAX = 10

/** What a mail's page says, as text: its blocks on lines of their own, what it quotes behind `>`. No mark-up is left. */
export function textOfHtml(html: string): string {
  return textOf(parseDocument(html).children, { depth: 0, quotes: 0 })
    .replace(/(?<![^\S\n])[^\S\n]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** How deep something stands: in elements, and in quotes among them. */
interface Depth {
  readonly depth: number
  readonly quotes: number
}

/** Text that grows at its end. What it ends with is kept by itself: looking for it in all of it takes as long as all of it is. */
function openText() {
  const pieces: string[] = []
  let end = ''
  const add = (piece: string) => {
    pieces.push(piece)
    end = (end + piece.slice(-2)).slice(-2)
  }
  return {
    add,
    isAtLineStart: () => end === '' || end.endsWith('\n'),
    /** Begins a line: the next, or the one after an empty one. */
    begin(lines: 1 | 2) {
      if (end !== '' && !end.endsWith('\n'.repeat(lines)))
        add(end.endsWith('\n') ? '\n'.repeat(lines - 1) : '\n'.repeat(lines))
    },
    whole: () => pieces.join(''),
  }
}

function textOf(nodes: readonly Node[], { depth, quotes }: Depth): string {
  const text = openText()
  for (const node of nodes) {
    if (node.type === 'text') {
      const said = node.data.replace(/[\s\u00a0]+/g, ' ')
      text.add(text.isAtLineStart() ? said.trimStart() : said)
      continue
    }
    if (!('attribs' in node) || unseen.has(node.name) || depth > DEPTH_MAX) continue
    if (node.name === 'br') {
      text.add('\n')
      continue
    }
    const isQuote = node.name === 'blockquote'
    const inner = textOf(node.children, { depth: depth + 1, quotes: isQuote ? quotes + 1 : quotes })
    if (!blocks.has(node.name)) {
      text.add(node.name === 'a' ? linked(inner, node.attribs.href) : inner)
      if (node.name === 'td' || node.name === 'th') text.add(' ')
      continue
    }
    const lines = apart.has(node.name) ? 2 : 1
    text.begin(lines)
    if (isQuote && quotes < QUOTES_MAX) text.add(quoted(inner))
    else text.add(node.name === 'li' ? `- ${inner.trim()}` : inner)
    text.begin(lines)
  }
  return text.whole()
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
