import { expect, test } from 'vitest'
import packageFacts from '../../../package.json' with { type: 'json' }
import { readTree } from './read-tree.ts'

/** What no file names, and why it is there all the same. */
const unnamed: Readonly<Record<string, string>> = {
  '@biomejs/biome': 'the formatter, called by its program',
  '@modelcontextprotocol/server-everything': 'a tool server that tests start by its path',
  '@modelcontextprotocol/server-filesystem': 'another one',
  '@vitest/coverage-v8': 'what `npm run test:coverage` counts with',
  recharts: 'what @mantine/charts draws with',
}

interface Source {
  readonly path: string
  readonly text: string
}

/** Packages that no source imports, nor names as a part of node_modules. Types come with what they are of. */
function unused(names: readonly string[], sources: readonly Source[]): string[] {
  const text = sources.map((source) => source.text).join('\n')
  const isNamed = (name: string) =>
    [`'${name}'`, `'${name}/`, `node_modules/${name}/`].some((form) => text.includes(form))
  return names.filter((name) => !(name in unnamed) && !name.startsWith('@types/') && !isNamed(name))
}

const sources = readTree()
const isServed = ({ path }: Source) => /^(server\/src|contract)\//.test(path) && !path.endsWith('.test.ts')

test('what a server installs is what its sources import', () => {
  expect(unused(Object.keys(packageFacts.dependencies), sources.filter(isServed))).toEqual([])
})

test('every package for development is used', () => {
  expect(unused(Object.keys(packageFacts.devDependencies), sources)).toEqual([])
})

test('one that nobody uses is noticed', () => {
  const source = { path: 'server/src/main.ts', text: "import { a } from 'used/part'\nimport b from 'also'" }
  expect(unused(['used', 'also', 'strange', 'use'], [source])).toEqual(['strange', 'use'])
})
