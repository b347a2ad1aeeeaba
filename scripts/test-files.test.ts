import { existsSync, globSync } from 'node:fs'
import { expect, test } from 'vitest'
import { TESTS } from './fake-clocks.ts'
import { LONGEST } from './longest-first.ts'
import { filesByDatabase, ON_EMBEDDED, ONLY_IN_ALL } from './test-files.ts'

const namesIn = (patterns: readonly string[]) =>
  patterns.flatMap((pattern) =>
    (/\{(.*)\}/.exec(pattern)?.[1] ?? '').split(',').map((name) => pattern.replace(/\{.*\}/, name)),
  )

test('every test is run', () => {
  const { onEmbedded, onServer } = filesByDatabase({ isAll: true })
  const all = globSync(TESTS, { exclude: ['**/node_modules/**'] })
  expect(all.filter((path) => !onEmbedded.includes(path) && !onServer.includes(path))).toEqual([])
  const files = [
    'server/src/a.test.ts',
    'server/test/browser/newcomer.test.ts',
    'server/test/scenarios/crash.test.ts',
    'server/test/scenarios/doctor.test.ts',
  ]
  expect(filesByDatabase({ isAll: true }, files)).toEqual({
    onEmbedded: files.slice(1),
    onServer: files.filter((path) => !path.includes('newcomer')),
  })
  expect(filesByDatabase({ isAll: false }, files)).toEqual({
    onEmbedded: files.slice(3),
    onServer: [files[0], files[3]],
  })
})

test('the files reserved for the whole check exist', () => {
  for (const path of namesIn(ONLY_IN_ALL)) expect(existsSync(path.replace(/\/\*\*$/, '')), path).toBe(true)
})

test('the files named for the embedded database exist', () => {
  const names = namesIn(ON_EMBEDDED)
  expect(names.length).toBeGreaterThan(10)
  expect(names.filter((path) => !existsSync(path))).toEqual([])
})

test('the files to start first exist', () => {
  expect(LONGEST.filter((path) => !existsSync(path))).toEqual([])
})
