import { existsSync, globSync } from 'node:fs'
import { expect, test } from 'vitest'
import { TESTS } from './fake-clocks.ts'
import { LONGEST } from './longest-first.ts'
import { filesByDatabase, ON_EMBEDDED } from './test-files.ts'

test('every test is run', () => {
  const { onEmbedded, onServer } = filesByDatabase()
  const all = globSync(TESTS, { exclude: ['**/node_modules/**'] })
  expect(all.filter((path) => !onEmbedded.includes(path) && !onServer.includes(path))).toEqual([])
  expect(filesByDatabase(['server/test/scenarios/crash.test.ts', 'server/src/a.test.ts'])).toEqual({
    onEmbedded: ['server/test/scenarios/crash.test.ts'],
    onServer: ['server/src/a.test.ts', 'server/test/scenarios/crash.test.ts'],
  })
})

test('what is named for the embedded database is there', () => {
  const names = ON_EMBEDDED.flatMap((pattern) =>
    (/\{(.*)\}/.exec(pattern)?.[1] ?? '').split(',').map((name) => pattern.replace(/\{.*\}/, name)),
  )
  expect(names.length).toBeGreaterThan(10)
  expect(names.filter((path) => !existsSync(path))).toEqual([])
})

test('what is begun first is there', () => {
  expect(LONGEST.filter((path) => !existsSync(path))).toEqual([])
})
