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
/** Deeper quotes are shown at this depth: nobody counts that many, and each mark before each line takes time. */
const QUOTES_MAX = 10

/** The text of an HTML email: blocks on lines of their own, quotes behind `>`. No markup remains. */
export function textOfHtml(html: string): string {
  return textOf(parseDocument(html).children, { depth: 0, quotes: 0 })
    .replace(/(?<![^\S\n])[^\S\n]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** The depth of elements, and of quotes among them. */
interface Depth {
  readonly depth: number
  readonly quotes: number
}

/**
 * Text that grows at its end. The end is kept separately: searching for it in the whole text would take time
 * proportional to its length.
 */
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

/** The text of a link, with its target unless the text already contains it. */
function linked(text: string, href: string | undefined): string {
  const to = href?.trim() ?? ''
  const said = text.trim()
  if (said === '' || !/^https?:\/\//i.test(to) || to.length > 500) return text
  return to.replace(/\/$/, '') === said.replace(/\/$/, '') ? text : `${text} (${to})`
}
