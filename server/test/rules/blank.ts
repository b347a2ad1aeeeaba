/** A source text twice: with comments as blanks, and with texts and patterns as blanks too. Offsets and lines stay. */
export interface Blanked {
  readonly withoutComments: string
  readonly code: string
}

/** After these a slash begins a pattern; after anything else it divides. `<` is left out for closing tags in JSX. */
const beforePattern = /(?:[(,=:[!&|?{};+*%^~-]|=>|\b(?:return|case|typeof|in|of|await|yield|void))\s*$/

const blankOf = (text: string) => text.replace(/[^\n]/g, ' ')

/** Where the comment, text or pattern that begins at `at` ends; null when none begins there. */
function pieceAt(text: string, at: number): { kind: 'comment' | 'literal'; end: number } | null {
  const two = text.slice(at, at + 2)
  if (two === '//') return { kind: 'comment', end: lineEnd(text, at) }
  if (two === '/*') {
    const end = text.indexOf('*/', at + 2)
    return { kind: 'comment', end: end < 0 ? text.length : end + 2 }
  }
  const found = /^(?:'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*")/.exec(text.slice(at, lineEnd(text, at)))
  if (found) return { kind: 'literal', end: at + found[0].length }
  if (text[at] !== '/' || !beforePattern.test(text.slice(Math.max(0, at - 40), at))) return null
  const pattern = /^\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/[a-z]*/.exec(
    text.slice(at, lineEnd(text, at)),
  )
  return pattern && { kind: 'literal', end: at + pattern[0].length }
}

const lineEnd = (text: string, at: number) => {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end
}

/** A small scanner: enough to tell code from what is written about it. It is no parser. */
export function blank(text: string): Blanked {
  let withoutComments = ''
  let code = ''
  let at = 0
  // For each template that is open: how deep its `${` stands, or -1 while its own text is read.
  const templates: number[] = []
  const take = (end: number, isComment: boolean, isLiteral: boolean) => {
    const piece = text.slice(at, end)
    withoutComments += isComment ? blankOf(piece) : piece
    code += isComment || isLiteral ? blankOf(piece) : piece
    at = end
  }

  while (at < text.length) {
    const inTemplateText = templates.at(-1) === -1
    if (inTemplateText) {
      const rest = /^(?:\\[^]|(?!\$\{)[^`\\])*/.exec(text.slice(at))?.[0] ?? ''
      take(at + rest.length, false, true)
      if (text[at] === '`') templates.pop()
      else templates[templates.length - 1] = 0
      take(Math.min(text.length, at + (text[at] === '`' ? 1 : 2)), false, true)
      continue
    }
    const piece = pieceAt(text, at)
    if (piece) {
      take(piece.end, piece.kind === 'comment', piece.kind === 'literal')
      continue
    }
    const character = text[at]
    const depth = templates.at(-1)
    const endsHole = character === '}' && depth === 0
    if (character === '`') templates.push(-1)
    else if (endsHole) templates[templates.length - 1] = -1
    else if (depth !== undefined && character === '{') templates[templates.length - 1] = depth + 1
    else if (depth !== undefined && character === '}') templates[templates.length - 1] = depth - 1
    take(at + 1, false, character === '`' || endsHole)
  }
  return { withoutComments, code }
}
