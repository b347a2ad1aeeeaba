import type { TextItem, TextMarkedContent } from 'pdfjs-dist/types/src/display/api.d.ts'
import type { TextWriter } from './text-writer.ts'

/** A line of a page: sizes and positions in points, with `y` growing upwards. */
export interface PdfLine {
  text: string
  size: number
  y: number
}

/** The text items of a page joined to lines, in the order of the file. */
export function linesOf(items: readonly (TextItem | TextMarkedContent)[]): PdfLine[] {
  const lines: PdfLine[] = []
  let line: PdfLine = { text: '', size: 0, y: 0 }
  for (const item of items) {
    if (!('str' in item)) continue
    if (item.str.trim() !== '') {
      if (line.text.trim() === '') line.y = Number(item.transform[5])
      line.size = Math.max(line.size, item.height)
    }
    line.text += item.str
    if (!item.hasEOL) continue
    lines.push(line)
    line = { text: '', size: 0, y: 0 }
  }
  lines.push(line)
  return lines.filter(({ text }) => text.trim() !== '')
}

const rounded = (size: number) => Math.round(size * 2) / 2

/** The size that most of the text has. */
export function bodySize(lines: readonly PdfLine[]): number {
  const characters = new Map<number, number>()
  for (const { size, text } of lines)
    characters.set(rounded(size), (characters.get(rounded(size)) ?? 0) + text.length)
  return [...characters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0
}

const HEADING_CHARACTERS_MAX = 100
const startsItem = /^\s*(?:[•·▪●○■◦-]|\d{1,3}[.)、]|[((]?[一二三四五六七八九十]{1,3}[)、.])/u

/** Writes the lines of a page: text larger than the body as headings, the rest joined to paragraphs. */
export function writeLines(lines: readonly PdfLine[], body: number, writer: TextWriter): void {
  let paragraph = ''
  let before: PdfLine | null = null
  const end = () => {
    writer.block(paragraph)
    paragraph = ''
  }
  for (const line of lines) {
    const level = levelOf(line, body)
    if (level !== null) {
      end()
      writer.heading(level, line.text)
    } else {
      if (before && isApart(before, line)) end()
      paragraph = paragraph === '' ? line.text.trim() : joined(paragraph, line.text.trim())
    }
    before = line
  }
  end()
}

function levelOf({ size, text }: PdfLine, body: number): number | null {
  if (body === 0 || text.trim().length > HEADING_CHARACTERS_MAX || !/\p{L}/u.test(text)) return null
  const ratio = size / body
  return ratio >= 1.7 ? 1 : ratio >= 1.35 ? 2 : ratio >= 1.15 ? 3 : null
}

/** A new paragraph: the gap exceeds the line spacing, or the text moved up to another column. */
function isApart(before: PdfLine, line: PdfLine): boolean {
  const gap = before.y - line.y
  return gap > 1.9 * Math.max(before.size, line.size) || gap < -line.size
}

const joinsWithoutSpace = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303F\uFF00-\uFFEF]/u

function joined(paragraph: string, line: string): string {
  if (startsItem.test(line)) return `${paragraph}\n${line}`
  if (/\p{Ll}-$/u.test(paragraph) && /^\p{Ll}/u.test(line)) return paragraph.slice(0, -1) + line
  const isUnspaced = joinsWithoutSpace.test(paragraph.at(-1) ?? '') || joinsWithoutSpace.test(line[0] ?? '')
  return isUnspaced ? paragraph + line : `${paragraph} ${line}`
}
