import { contains, type HtmlElement, type HtmlNode, inlineText, isElement } from './html-text.ts'

const isCell = ({ name }: HtmlElement) => name === 'td' || name === 'th'
const isStructure = ({ name }: HtmlElement) => /^(?:[uod]l|table|h[1-6]|pre)$/.test(name)
const isList = ({ name }: HtmlElement) => /^[uod]l$/.test(name)

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()

/** Whether a table is only used for layout, so that its cells contain blocks rather than values. */
export const isLayoutTable = (table: HtmlElement): boolean =>
  contains(table, (cell) => isCell(cell) && contains(cell, isStructure))

/** One line a row, its cells apart from each other by a bar. */
export function tableLines(table: HtmlElement): string[] {
  return table.children.filter(isElement).flatMap((child) => {
    if (child.name === 'caption') return [oneLine(inlineText(child))]
    if (child.name !== 'tr') return tableLines(child)
    const cells = child.children.filter(isElement).map((cell) => oneLine(inlineText(cell)))
    return cells.some((cell) => cell !== '') ? [cells.join(' | ')] : []
  })
}

/** One line per item, numbered if the page numbers them; nested lists are indented. */
export function listLines(list: HtmlElement, depth = 0): string[] {
  let number = Math.max(0, Number.parseInt(list.attribs.start ?? '1', 10) || 1)
  return list.children.filter(isElement).flatMap((item) => {
    if (isList(item)) return listLines(item, depth + 1)
    const { text, nested } = partsOfItem(item, depth)
    if (oneLine(text) === '') return nested
    const marker = list.name === 'dl' ? '' : list.name === 'ol' ? `${number++}. ` : '- '
    return ['  '.repeat(depth) + marker + oneLine(text), ...nested]
  })
}

/** An item's own words, and the lines of the lists within it. */
function partsOfItem(item: HtmlElement, depth: number): { text: string; nested: string[] } {
  let text = ''
  const nested: string[] = []
  const visit = (node: HtmlNode) => {
    if (!isElement(node) || !(isList(node) || contains(node, isList))) text += inlineText(node)
    else if (isList(node)) nested.push(...listLines(node, depth + 1))
    else node.children.forEach(visit)
  }
  item.children.forEach(visit)
  return { text, nested }
}
