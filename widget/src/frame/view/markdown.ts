import { el } from './element.ts'
import { inline } from './inline.ts'

/** Renders text of a model or a person. Unsupported Markdown is shown as it is; HTML is text. */
export function markdown(text: string): HTMLElement {
  const root = el('div', { class: 'md' })
  const lines = text.replace(/\r\n?/g, '\n').split('\n')
  let at = 0
  while (at < lines.length) at = readBlock(lines, at, root)
  return root
}

const FENCE = /^\s{0,3}(```+|~~~+)/
const HEADING = /^\s{0,3}(#{1,6})\s+(.*)$/
const ITEM = /^(\s*)([-*+]|\d{1,9}[.)])\s+(.*)$/
const QUOTE = /^\s{0,3}>\s?/
const RULE = /^\s{0,3}([-*_])(\s*\1){2,}\s*$/
const ROW = /^\s*\|(.*)\|\s*$/
const DIVIDER = /^\s*\|(\s*:?-+:?\s*\|)+\s*$/

/** A heading may be closed by the marks that it was opened with. */
const unmarked = (heading: string) =>
  heading
    .trim()
    .replace(/(?<!#)#+$/, '')
    .trimEnd()

const isBlank = (line: string) => line.trim() === ''
const startsBlock = (line: string) =>
  FENCE.test(line) || HEADING.test(line) || ITEM.test(line) || QUOTE.test(line) || RULE.test(line)

/** Reads one block starting at a line; returns the line after it. */
function readBlock(lines: readonly string[], at: number, into: HTMLElement): number {
  const line = lines[at] ?? ''
  if (isBlank(line)) return at + 1
  const fence = FENCE.exec(line)?.[1]
  if (fence) return readCode(lines, at, fence, into)
  const heading = HEADING.exec(line)
  if (heading) {
    into.append(el('p', { class: 'head' }, ...inline(unmarked(heading[2] ?? ''))))
    return at + 1
  }
  if (RULE.test(line)) {
    into.append(el('hr'))
    return at + 1
  }
  if (QUOTE.test(line)) return readQuote(lines, at, into)
  if (ITEM.test(line)) return readList(lines, at, into)
  if (ROW.test(line) && DIVIDER.test(lines[at + 1] ?? '')) return readTable(lines, at, into)
  let end = at + 1
  while (end < lines.length && !isBlank(lines[end] ?? '') && !startsBlock(lines[end] ?? '')) end += 1
  into.append(el('p', {}, ...inline(lines.slice(at, end).join('\n'))))
  return end
}

function readCode(lines: readonly string[], at: number, fence: string, into: HTMLElement): number {
  let end = at + 1
  while (end < lines.length && !(lines[end] ?? '').trimStart().startsWith(fence)) end += 1
  into.append(el('pre', { tabindex: 0 }, el('code', {}, lines.slice(at + 1, end).join('\n'))))
  return end + 1
}

function readQuote(lines: readonly string[], at: number, into: HTMLElement): number {
  let end = at
  while (QUOTE.test(lines[end] ?? '')) end += 1
  const inner = markdown(
    lines
      .slice(at, end)
      .map((line) => line.replace(QUOTE, ''))
      .join('\n'),
  )
  into.append(el('blockquote', {}, ...inner.childNodes))
  return end
}

function readList(lines: readonly string[], at: number, into: HTMLElement): number {
  const [, indent = '', mark = ''] = ITEM.exec(lines[at] ?? '') ?? []
  const isNumbered = /\d/.test(mark)
  const list = isNumbered ? el('ol', { start: Number.parseInt(mark, 10) }) : el('ul')
  let end = at
  while (end < lines.length) {
    const [, inset = '', other = '', text = ''] = ITEM.exec(lines[end] ?? '') ?? []
    if (other === '' || inset.length < indent.length || /\d/.test(other) !== isNumbered) break
    const inner = [text]
    end += 1
    // Indented lines, and continuation lines, belong to the item.
    while (end < lines.length && belongsToItem(lines[end] ?? '', inset.length)) {
      inner.push((lines[end] ?? '').slice(inset.length).replace(/^ {1,4}/, ''))
      end += 1
    }
    const item = markdown(inner.join('\n'))
    const only =
      item.children.length === 1 && item.firstElementChild?.tagName === 'P' ? item.firstElementChild : item
    list.append(el('li', {}, ...only.childNodes))
  }
  into.append(list)
  return end
}

const belongsToItem = (line: string, inset: number): boolean => {
  if (isBlank(line)) return false
  const item = ITEM.exec(line)
  return item ? (item[1] ?? '').length > inset : !startsBlock(line)
}

const cellsOf = (line: string): string[] => (ROW.exec(line)?.[1] ?? '').split('|').map((cell) => cell.trim())

function readTable(lines: readonly string[], at: number, into: HTMLElement): number {
  let end = at + 2
  while (ROW.test(lines[end] ?? '')) end += 1
  const row = (line: string, tag: 'th' | 'td') =>
    el('tr', {}, ...cellsOf(line).map((cell) => el(tag, {}, ...inline(cell))))
  const body = lines.slice(at + 2, end).map((line) => row(line, 'td'))
  const table = el('table', {}, el('thead', {}, row(lines[at] ?? '', 'th')), el('tbody', {}, ...body))
  into.append(el('div', { class: 'wide', tabindex: 0 }, table))
  return end
}
