import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import packageFacts from '../../../package.json' with { type: 'json' }
import { type Page, pagesNameScripts, pagesNameWhatExists } from './doc-rules.ts'
import { listPaths, root } from './read-tree.ts'
import { tableOwners } from './table-owners.ts'

const topFolders = [
  'contract',
  'client',
  'server',
  'console',
  'widget',
  'scripts',
  'bench',
  'docs',
  'deploy',
  'bin',
  '.ci',
  '.github',
]

const pageOf = (path: string): Page => ({ path, text: readFileSync(join(root, path), 'utf8') })

const pages = (): Page[] =>
  [
    ...readdirSync(root),
    ...readdirSync(join(root, '.github')).map((name) => `.github/${name}`),
    ...listPaths(),
  ]
    .filter((path) => path.endsWith('.md'))
    .map(pageOf)

test('pages name files that exist', () => {
  expect(pagesNameWhatExists(pages(), topFolders, (path) => existsSync(join(root, path)))).toEqual([])
})

test('pages name npm scripts that exist', () => {
  expect(pagesNameScripts(pages(), packageFacts.scripts)).toEqual([])
  const gone = { path: 'docs/a.md', text: 'Run `npm run shcema`, then `npm run schema`.' }
  expect(pagesNameScripts([gone], packageFacts.scripts)).toEqual([
    'docs/a.md: names npm run shcema, which does not exist',
  ])
})

test.each([
  ['It begins in `server/src/gone.ts`.', 'server/src/gone.ts'],
  ['See `features/messages/send-telegram`.', 'features/messages/send-telegram'],
  ['See [the glossary](glosary.md).', 'docs/glosary.md'],
])('a page that names something removed is noticed: %s', (text, named) => {
  const exists = (path: string) => existsSync(join(root, path))
  expect(pagesNameWhatExists([{ path: 'docs/a.md', text }], topFolders, exists)).toEqual([
    `docs/a.md: names ${named}, which does not exist`,
  ])
})

test('a page may name files, folders, lines, links and things that are no paths', () => {
  const text = `\`server/src/app.ts\`, \`server/src/kernel/\`, \`features/messages/send-message\`, \`server/src/app.ts:12\`,
    \`agent/model\`, \`GET /v1/me\`, \`server/src/*.ts\`, [here](#words), [there](https://example.com/a.md), [app](../server/src/app.ts)`
  const exists = (path: string) => existsSync(join(root, path))
  expect(pagesNameWhatExists([{ path: 'docs/a.md', text }], topFolders, exists)).toEqual([])
})

const notTold = (page: string) => {
  const told = new Set([...page.matchAll(/`([a-z_]+)`/g)].map(([, name]) => name))
  return Object.keys(tableOwners).filter((table) => !told.has(table))
}

test('the retention of every table is documented', () => {
  const page = readFileSync(join(root, 'docs/operate/kept.md'), 'utf8')
  expect(notTold(page)).toEqual([])
  expect(notTold(page.replace('`idempotency_keys`', 'keys'))).toEqual(['idempotency_keys'])
})
