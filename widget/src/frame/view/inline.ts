import { el } from './element.ts'

const LINK_MAX = 2_000

/** The address of a link that is safe to follow; null for every other. */
export function safeAddress(text: string): string | null {
  if (text.length > LINK_MAX) return null
  try {
    const url = new URL(text)
    return ['https:', 'http:', 'mailto:', 'tel:'].includes(url.protocol) ? url.href : null
  } catch {
    return null
  }
}

const link = (address: string, ...children: (Node | string)[]) =>
  el('a', { href: address, target: '_blank', rel: 'noopener noreferrer nofollow' }, ...children)

// Tried in this order: code, link, bold, italic, strikethrough, bare address, line break.
const PIECES =
  /(`+)([^`]|[^`][\s\S]*?[^`])\1(?!`)|!?\[([^\]\n]{1,500})\]\(\s*<?([^\s<>()]+(?:\([^\s()]*\)[^\s<>()]*)*)>?(?:\s+"[^"]*")?\s*\)|(\*\*|__)(?=\S)([\s\S]*?\S)\5|(?<![\w*])([*_])(?=\S)([^\n]*?\S)\7(?![\w*])|~~(?=\S)([^\n]*?\S)~~|(https?:\/\/[^\s<>"'`\])}]+[^\s<>"'`\])}.,;:!?，。；：！？、）】》])|( {2,}\n|\\\n)/

const DEPTH_MAX = 8
/** The work on a piece of text can grow with the square of its length; longer text is shown unformatted. */
const STRETCH_MAX = 5_000

/** The inside of a line: emphasis, code and links. */
export function inline(text: string, depth = 0): (Node | string)[] {
  const out: (Node | string)[] = []
  const isRead = depth < DEPTH_MAX && text.length <= STRETCH_MAX
  let rest = text
  while (rest !== '') {
    const found = isRead ? PIECES.exec(rest) : null
    if (!found) break
    if (found.index > 0) out.push(rest.slice(0, found.index))
    out.push(piece(found, depth))
    rest = rest.slice(found.index + found[0].length)
  }
  if (rest !== '') out.push(rest)
  return out
}

function piece(found: RegExpExecArray, depth: number): Node | string {
  const [all, tick, code, label, target, strong, bold, soft, italic, struck, bare, broken] = found
  if (tick !== undefined) return el('code', {}, code ?? '')
  if (label !== undefined) {
    const address = safeAddress(target ?? '')
    return address === null ? all : link(address, ...inline(label, depth + 1))
  }
  if (strong !== undefined) return el('strong', {}, ...inline(bold ?? '', depth + 1))
  if (soft !== undefined) return el('em', {}, ...inline(italic ?? '', depth + 1))
  if (struck !== undefined) return el('s', {}, ...inline(struck, depth + 1))
  if (bare !== undefined) {
    const address = safeAddress(bare)
    return address === null ? bare : link(address, bare)
  }
  return broken === undefined ? all : el('br')
}
