import type { parseDocument } from 'htmlparser2'

export type HtmlNode = ReturnType<typeof parseDocument>['children'][number]
export type HtmlElement = Extract<HtmlNode, { attribs: unknown }>

export const isElement = (node: HtmlNode): node is HtmlElement => 'attribs' in node

const words = (list: string) => new Set(list.split(' '))

const skippedTags = words('script style noscript template svg iframe object canvas head select button')
const blockTags = words(
  'address article aside blockquote body caption center details dd dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li main nav ol p pre search section summary table tbody td tfoot th thead tr ul',
)

/** Elements that readers do not see as text. */
export const isSkipped = (element: HtmlElement): boolean => skippedTags.has(element.name)

/** Whether any descendant matches. */
export const contains = (element: HtmlElement, wanted: (element: HtmlElement) => boolean): boolean =>
  element.children.some((child) => isElement(child) && (wanted(child) || contains(child, wanted)))

const isBlockTag = (element: HtmlElement) => blockTags.has(element.name)

/** Whether it occupies lines of its own: a block, or an inline element that contains one. */
export const isBlock = (node: HtmlNode): node is HtmlElement =>
  isElement(node) && (isBlockTag(node) || contains(node, isBlockTag))

/** All its text as one run: whitespace collapsed, blocks separated, line breaks kept. */
export const inlineText = (node: HtmlNode): string =>
  rawInline(node)
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')

function rawInline(node: HtmlNode): string {
  if (!isElement(node)) return 'data' in node && node.type === 'text' ? node.data.replace(/\s+/g, ' ') : ''
  if (isSkipped(node)) return ''
  if (node.name === 'br') return '\n'
  const text = node.children.map(rawInline).join('')
  return isBlockTag(node) ? ` ${text} ` : text
}

/** Its text unchanged, for code. */
export function rawText(node: HtmlNode): string {
  if (!isElement(node)) return 'data' in node && node.type === 'text' ? node.data : ''
  if (isSkipped(node)) return ''
  return node.name === 'br' ? '\n' : node.children.map(rawText).join('')
}
