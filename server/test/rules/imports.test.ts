import { expect, test } from 'vitest'
import {
  featuresHaveOneFace,
  featuresPointOneWay,
  handsChangeInOnePlace,
  oldNamesAreForDialects,
} from './feature-rules.ts'
import { holds, ourTree } from './holds.ts'
import {
  dialectsKeepToThemselves,
  importsPointOneWay,
  largeLibrariesComeLater,
  nothingGoesInCircles,
  packagesHaveTheirPlaces,
  programsImportNoTests,
} from './layer-rules.ts'
import { sourceFile } from './source-file.ts'

test('imports are found in every form', () => {
  const { imports } = sourceFile(
    'server/src/kernel/a.ts',
    `import { b } from './b.ts'
import type { C } from '../platform/c.ts'
import { type D, type E } from '#contract/d.ts'
import f, { type G } from 'f'
export * from '#features/h/index.ts'
import './i.ts'
const j = await import('#entry/j.ts')
import {
  k,
  l,
} from '#server/k.ts'
// import { m } from './m.ts'`,
  )
  expect(imports.map(({ target, isTypeOnly }) => `${isTypeOnly ? 'type ' : ''}${target}`)).toEqual([
    'server/src/kernel/b.ts',
    'type server/src/platform/c.ts',
    'type contract/src/d.ts',
    'f',
    'server/src/features/h/index.ts',
    'server/src/k.ts',
    'server/src/kernel/i.ts',
    'server/src/entry/j.ts',
  ])
})

test('the tree was read, imports and all', () => {
  const tree = ourTree()
  expect(tree.length).toBeGreaterThan(200)
  const app = tree.find(({ path }) => path === 'server/src/app/features.ts')
  expect(app?.imports.map(({ target }) => target)).toContain('server/src/features/messages/index.ts')
})

holds('imports point one way', importsPointOneWay, [
  ['server/src/kernel/a.ts', "import { sendMessage } from '#features/messages/index.ts'"],
  ['server/src/platform/queue/a.ts', "import type { Scope } from '../../kernel/scope.ts'"],
  ['server/src/features/messages/a.ts', "import { native } from '#dialects/native/index.ts'"],
  ['server/src/features/messages/a.ts', "import { openModels } from '#providers/models/open-models.ts'"],
  ['server/src/providers/a.ts', "import { listAgents } from '#features/agents/index.ts'"],
  ['server/src/dialects/native/a.ts', "import { diskBlobs } from '#providers/blobs/disk-blobs.ts'"],
  ['server/src/dialects/native/a.ts', "import type { OpenApplication } from '#server/app.ts'"],
  ['server/src/dialects/dialect.ts', "import { openApp } from '#server/app.ts'"],
  ['server/src/entry/a.ts', "import { diskBlobs } from '#providers/blobs/disk-blobs.ts'"],
  ['contract/src/a.ts', "import { Fault } from '#kernel/fault.ts'"],
  ['client/src/a.ts', "import { Fault } from '#kernel/fault.ts'"],
  ['server/src/a.ts', 'export const a = 1'],
])

holds('nothing that runs imports a test', programsImportNoTests, [
  ['server/src/features/messages/a.ts', "import { openTestApp } from '#test/support/open-test-app.ts'"],
  ['server/src/features/messages/a.ts', "import { visit } from '../access/testing.ts'"],
])

holds('a dialect knows only itself', dialectsKeepToThemselves, [
  ['server/src/dialects/agentchat/a.ts', "import { renderFault } from '../native/faults.ts'"],
  ['server/src/dialects/kit/a.ts', "import { renderFault } from '../native/faults.ts'"],
])

holds('packages have their places', packagesHaveTheirPlaces, [
  ['server/src/features/messages/a.ts', "import pg from 'pg'"],
  ['server/src/platform/queue/a.ts', "import pg from 'pg'"],
  ['server/src/dialects/native/a.ts', "import { sql } from 'kysely'"],
  ['server/src/kernel/a.ts', "import fastify from 'fastify'"],
  ['server/src/features/messages/a.ts', "import { request } from 'node:https'"],
])

holds('large libraries are loaded with their first use', largeLibrariesComeLater, [
  ['server/src/main.ts', "import { Client } from '@modelcontextprotocol/client'"],
  ['server/src/main.ts', "import { parse } from 'yaml'"],
])

test('a large library is noticed behind other files too', () => {
  const client = sourceFile('server/src/b.ts', "import sharp from 'sharp'")
  const of = (text: string) => largeLibrariesComeLater([sourceFile('server/src/main.ts', text), client])
  expect(of("import './b.ts'")).toEqual(['server/src/b.ts: loads sharp when the server starts'])
  expect(of("await import('./b.ts')")).toEqual([])
})

holds('nothing goes in circles', nothingGoesInCircles, [
  ['server/src/kernel/a.ts', "import { a } from './a.ts'"],
])

test('a circle of several is noticed, and one of types only is allowed', () => {
  const circle = (first: string) =>
    nothingGoesInCircles([
      sourceFile('server/src/a.ts', first),
      sourceFile('server/src/b.ts', "import { c } from './c.ts'"),
      sourceFile('server/src/c.ts', "import { a } from './a.ts'"),
    ])
  expect(circle("import { b } from './b.ts'")).toHaveLength(3)
  expect(circle("import type { b } from './b.ts'")).toEqual([])
  expect(circle("const { b } = await import('./b.ts')")).toEqual([])
})

holds('a feature is reached through its face', featuresHaveOneFace, [
  ['server/src/features/messages/a.ts', "import { requireAgent } from '#features/agents/agent-store.ts'"],
  ['server/src/features/messages/a.ts', "import { requireAgent } from '../agents/agent-store.ts'"],
  ['server/src/dialects/native/a.ts', "import { requireAgent } from '#features/agents/agent-store.ts'"],
  ['server/src/entry/a.ts', "import { scopeOf } from '#features/access/scopes.ts'"],
])

holds('features import each other in one direction', featuresPointOneWay, [
  ['server/src/features/conversations/a.ts', "import { sendMessage } from '#features/messages/index.ts'"],
  ['server/src/features/knowledge/a.ts', "import { readAgent } from '#features/agents/index.ts'"],
  ['server/src/features/people/a.ts', "import { openScope } from '#features/access/index.ts'"],
  ['server/src/features/messages/a.ts', "import { followEvents } from '#features/feed/index.ts'"],
  ['server/src/features/messages/a.ts', "import { findByExternalId } from '#features/external-ids/index.ts'"],
])

holds('only dialects ask what older systems call our things', oldNamesAreForDialects, [
  ['server/src/entry/a.ts', "import { readFacts } from '#features/external-ids/index.ts'"],
])

holds('one function changes who has a conversation', handsChangeInOnePlace, [
  ['server/src/features/messages/a.ts', "import { writeAssignee } from '#features/conversations/index.ts'"],
  ['server/src/features/conversations/a.ts', 'sql`control_epoch + 1`'],
])

test('a feature without a place in the order is noticed', () => {
  expect(featuresPointOneWay([sourceFile('server/src/features/weather/index.ts', '')])).toEqual([
    'features/weather: has no place in the order of features',
  ])
})
