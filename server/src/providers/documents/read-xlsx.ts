import type { ExtractedDocument } from '#kernel/file-ports.ts'
import { openParts, type PackedParts, relationsOf, requireXml } from './packed-parts.ts'
import { cellText, type NumberStyles, numberStyles, richText } from './sheet-values.ts'
import { tableBlocks } from './table-blocks.ts'
import { openTextWriter } from './text-writer.ts'
import { childAt, childrenNamed, type XmlElement } from './xml-tree.ts'

const COLUMNS_MAX = 1_000

/** A workbook: each visible sheet under its name, as a table whose header is repeated. */
export function readXlsx(content: Uint8Array): ExtractedDocument {
  const parts = openParts(content, (path) => /^xl\/.*\.(?:xml|rels)$/.test(path))
  const workbook = requireXml(parts, 'xl/workbook.xml')
  const isOld = childAt(workbook, 'workbookPr')?.attributes.date1904
  const styles = numberStyles(parts.xml('xl/styles.xml'), isOld === '1' || isOld === 'true')
  const strings = sharedStrings(parts)
  const writer = openTextWriter()
  for (const { name, path } of sheetsOf(workbook, parts)) {
    const sheet = parts.xml(path)
    const blocks = sheet ? tableBlocks(rowsOf(sheet, strings, styles)) : []
    if (blocks.length > 0) writer.heading(1, name)
    for (const block of blocks) writer.block(block)
  }
  return writer.finish()
}

function sheetsOf(workbook: XmlElement, parts: PackedParts): { name: string; path: string }[] {
  const relations = relationsOf(parts, 'xl/workbook.xml')
  const sheets = childAt(workbook, 'sheets')
  return (sheets ? childrenNamed(sheets, 'sheet') : [])
    .filter(({ attributes }) => !/hidden/i.test(attributes.state ?? ''))
    .map(({ attributes }) => ({
      name: attributes.name ?? '',
      path: relations.get(attributes['r:id'] ?? '')?.target ?? '',
    }))
}

function sharedStrings(parts: PackedParts): string[] {
  const root = parts.xml('xl/sharedStrings.xml')
  return root ? childrenNamed(root, 'si').map(richText) : []
}

function rowsOf(sheet: XmlElement, strings: readonly string[], styles: NumberStyles): string[][] {
  const data = childAt(sheet, 'sheetData')
  return (data ? childrenNamed(data, 'row') : []).map((row) => {
    const cells: string[] = []
    for (const cell of childrenNamed(row, 'c')) {
      const column = columnOf(cell.attributes.r) ?? cells.length
      if (column >= COLUMNS_MAX) break
      while (cells.length < column) cells.push('')
      cells[column] = cellText(cell, strings, styles)
    }
    return cells
  })
}

/** The column of a cell reference such as `AB12`, counted from 0. */
function columnOf(place: string | undefined): number | null {
  const letters = /^[A-Z]{1,3}/.exec(place ?? '')?.[0]
  if (!letters) return null
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}
