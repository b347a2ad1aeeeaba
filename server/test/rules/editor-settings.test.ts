import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './read-tree.ts'

const read = (path: string) => readFileSync(join(root, path), 'utf8')

/** What `.editorconfig` sets for all files, by name. */
const settingsOfAll = (text: string): Record<string, string> => {
  const section = /^\[\*\]\n((?:(?!\[).*\n)*)/m.exec(text)?.[1] ?? ''
  return Object.fromEntries(
    [...section.matchAll(/^(\w+) = (.+)$/gm)].map(([, name = '', value = '']) => [name, value]),
  )
}

const formatter = (JSON.parse(read('biome.json')) as { formatter: Record<string, unknown> }).formatter

test('editors indent and break lines as the formatter does', () => {
  expect(settingsOfAll(read('.editorconfig'))).toMatchObject({
    indent_style: formatter.indentStyle,
    indent_size: String(formatter.indentWidth),
    max_line_length: String(formatter.lineWidth),
    end_of_line: 'lf',
    insert_final_newline: 'true',
  })
})
