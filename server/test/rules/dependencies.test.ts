import { expect, test } from 'vitest'
import packageFacts from '../../../package.json' with { type: 'json' }
import { ourTree } from './holds.ts'
import { type SourceFile, sourceFile } from './source-file.ts'

/** What no file names, and why it is there all the same. */
const unnamed: Readonly<Record<string, string>> = {
  '@biomejs/biome': 'the formatter, called by its program',
  '@modelcontextprotocol/server-everything': 'a tool server that tests start by its path',
  '@modelcontextprotocol/server-filesystem': 'another one',
  '@vitest/coverage-v8': 'what `npm run test:coverage` counts with',
  recharts: 'what @mantine/charts draws with',
}

const { dependencies, devDependencies } = packageFacts
const isServed = ({ path }: SourceFile) =>
  /^(server\/src|contract)\//.test(path) && !path.endsWith('.test.ts')

// Words of texts may look like the end of an import.
const isName = (name: string) => /^(@[\w-]+\/)?[\w.-]+$/.test(name)

const packageOf = (name: string): string => name.split('/', name.startsWith('@') ? 2 : 1).join('/')

/** Packages that files import, and those that they load by their name, which stay outside of what is built. */
function neededBy(files: readonly SourceFile[]): { readonly imported: string[]; readonly byName: string[] } {
  const imports = files.flatMap((file) => file.imports)
  const needed = imports.filter(({ isPackage, isTypeOnly }) => isPackage && !isTypeOnly)
  return {
    imported: needed.map(({ target }) => packageOf(target)).filter(isName),
    byName: files.flatMap(({ withoutComments }) =>
      [...withoutComments.matchAll(/\bloadLater(?:<[^>]*>)?\('([^']+)'/g)].map(([, name = '']) =>
        packageOf(name),
      ),
    ),
  }
}

/** What is wrong with the lists of packages, as far as the server goes that these files make up. */
function misplaced(installed: object, builtIn: object, files: readonly SourceFile[]): string[] {
  const { imported, byName } = neededBy(files)
  const needed = new Set([...imported, ...byName])
  return [
    ...Object.keys(installed).filter((name) => !needed.has(name)),
    ...imported.filter((name) => !(name in installed) && !(name in builtIn)),
    ...byName.filter((name) => !(name in installed)),
  ]
}

/** Packages that no source imports, nor names as a part of node_modules. Types come with what they are of. */
function unused(names: readonly string[], files: readonly SourceFile[]): string[] {
  const text = files.map((file) => file.text).join('\n')
  const isNamed = (name: string) =>
    [`'${name}'`, `'${name}/`, `node_modules/${name}/`].some((form) => text.includes(form))
  return names.filter((name) => !(name in unnamed) && !name.startsWith('@types/') && !isNamed(name))
}

test('production dependencies are exactly those that the server imports', () => {
  expect(misplaced(dependencies, devDependencies, ourTree().filter(isServed))).toEqual([])
})

test('every package for development is used', () => {
  expect(unused(Object.keys(devDependencies), ourTree())).toEqual([])
})

test('an unused one is noticed', () => {
  const file = sourceFile('server/src/main.ts', "import { a } from 'used/part'\nimport b from 'also'")
  expect(unused(['used', 'also', 'strange', 'use'], [file])).toEqual(['strange', 'use'])
})

test.each([
  ['installed for nobody', { a: '1', b: '1' }, {}, "import 'a'", 'b'],
  ['installed for its types', { a: '1' }, {}, "import type { A } from 'a'", 'a'],
  ['not listed', {}, {}, "await import('@some/a/part')", '@some/a'],
  ['built in, and loaded by its name', {}, { a: '1' }, "loadLater<typeof import('a')>('a')", 'a'],
])('one that is %s is noticed', (_why, installed, builtIn, text, name) => {
  expect(misplaced(installed, builtIn, [sourceFile('server/src/main.ts', text)])).toEqual([name])
})

test('the bundled and the installed ones are all listed', () => {
  const text = "import { a } from 'a'\nimport b from '@some/b/part'\nloadLater<C>('c')\nimport 'node:fs'"
  const file = sourceFile('server/src/main.ts', text)
  expect(misplaced({ a: '1', c: '1' }, { '@some/b': '1' }, [file])).toEqual([])
})
