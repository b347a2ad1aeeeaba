import type { ExtractedDocument } from '#kernel/file-ports.ts'
import { openTextWriter } from './text-writer.ts'

const chapterLevels: Record<string, number> = { 编: 1, 編: 1, 篇: 1, 部: 1, 章: 2, 节: 3, 節: 3 }
const chapterHeading =
  /^\s*第[一二三四五六七八九十百零〇\d]{1,6}([编編篇部章节節])(?:[\s\p{P}].{0,60}|.{0,30})?$/u

/** Text unchanged. Its only possible headings are numbered chapters. */
export function readPlain(content: string): ExtractedDocument {
  const writer = openTextWriter()
  for (const block of content.replace(/\r\n?/g, '\n').split(/\n[ \t\u3000]*\n/)) {
    const level = chapterLevels[chapterHeading.exec(block)?.[1] ?? '']
    if (level === undefined) writer.block(block)
    else writer.heading(level, block)
  }
  return writer.finish()
}
