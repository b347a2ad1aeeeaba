import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '#test/rules/read-tree.ts'

interface Row {
  readonly number: string
  readonly mark: string
  readonly here: string
  readonly shownBy: string
}

const rows: Row[] = readFileSync(join(root, 'docs/older-systems.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| \d-\d+ \|/.test(line))
  .map((line) => {
    const [number = '', , mark = '', here = '', shownBy = ''] = line.slice(2, -2).split(' | ')
    return { number, mark, here, shownBy }
  })

test('each promise of the five systems has one row', () => {
  const bySystem = Object.groupBy(rows, ({ number }) => number.charAt(0))
  expect(Object.values(bySystem).map((own = []) => own.length)).toEqual([18, 13, 10, 18, 10])
  expect(new Set(rows.map(({ number }) => number)).size).toBe(69)
})

test.for(rows)('$number is true, or explains the difference', ({ mark, here }) => {
  expect(['Y', '≠']).toContain(mark)
  if (mark === '≠') expect(here.split(' ').length).toBeGreaterThan(10)
})

test.for(rows)('$number is shown by a test that is there', ({ shownBy }) => {
  const shown = [...shownBy.matchAll(/\[[^\]]+\]\(\.\.\/([^)]+)\)(?: “([^”]+)”)?/g)]
  expect(shown).not.toEqual([])
  for (const [, path = '', title] of shown) {
    const file = join(root, path)
    expect(existsSync(file), path).toBe(true)
    if (title !== undefined) expect(readFileSync(file, 'utf8')).toContain(title)
  }
})
