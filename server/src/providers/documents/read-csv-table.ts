import type { ExtractedDocument } from '#kernel/file-ports.ts'
import { readCsv } from '#platform/text/read-csv.ts'
import { tableBlocks } from './table-blocks.ts'
import { openTextWriter } from './text-writer.ts'

/** A CSV file as a table whose header is repeated. */
export function readCsvTable(content: string): ExtractedDocument {
  const writer = openTextWriter()
  for (const block of tableBlocks(readCsv(content))) writer.block(block)
  return writer.finish()
}
