import { existsSync, globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { TESTS } from './fake-clocks.ts'
import { LONGEST } from './longest-first.ts'
import { ALIKE, askingDatabase, filesByDatabase, SERVER_IS_AT } from './test-files.ts'

const support = { path: 'server/test/support/fresh.ts', text: 'process.env.PARLEY_TEST_DATABASE_URL' }
const app = { path: 'server/test/support/app.ts', text: "import { fresh } from './fresh.ts'" }
const shop = { path: 'server/src/shop/shop.ts', text: 'export const shop = 1' }
const of = (path: string, text: string) => ({ path, text })

test.each([
  of('server/src/shop/a.test.ts', "import { app } from '#test/support/app.ts'"),
  of('server/src/shop/b.test.ts', "import type { App } from '#test/support/app.ts'"),
  of('server/src/shop/c.test.ts', "const { app } = await import('../../test/support/app.ts')"),
  of('server/test/scenarios/d.test.ts', "const own = new URL('../support/fresh.ts', import.meta.url)"),
  of('server/test/scenarios/e.test.ts', 'const on = process.env.PARLEY_TEST_DATABASE_URL'),
])('$path asks a database, and so it does on both', (file) => {
  const files = [support, app, shop, file, of('server/src/shop/z.test.ts', "import './shop.ts'")]
  expect(askingDatabase(files)).toEqual(new Set([support.path, app.path, file.path]))
  expect(filesByDatabase(files)).toEqual({
    onEmbedded: expect.arrayContaining([file.path, 'server/src/shop/z.test.ts']),
    onPostgres: [file.path],
  })
})

test('every test is run, whatever it asks', () => {
  const { onEmbedded, onPostgres } = filesByDatabase()
  const all = globSync(TESTS, { exclude: ['**/node_modules/**'] })
  expect(all.filter((path) => !onEmbedded.includes(path) && !onPostgres.includes(path))).toEqual([])
})

test('what is named to be run once is there, and leaves nothing out by itself', () => {
  for (const pattern of ALIKE) expect(globSync(pattern), pattern).not.toEqual([])
  const named = globSync(ALIKE).filter((path) => path.endsWith('.test.ts'))
  expect(named.filter((path) => readFileSync(path, 'utf8').includes(SERVER_IS_AT))).toEqual([])
})

test('what is begun first is there', () => {
  expect(LONGEST.filter((path) => !existsSync(path))).toEqual([])
})
