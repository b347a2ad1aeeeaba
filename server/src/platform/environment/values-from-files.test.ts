import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { valuesFromFiles } from './values-from-files.ts'

const directory = mkdtempSync(join(tmpdir(), 'parley-values-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

const file = (name: string, text: string) => {
  const path = join(directory, name)
  writeFileSync(path, text)
  return path
}
const isTaken = (name: string) => name === 'SOME_KEY'

test('a value is what its file holds, without the end of the line', () => {
  for (const text of ['a b', 'a b\n', 'a b\r\n'])
    expect(valuesFromFiles({ SOME_KEY_FILE: file('one', text) }, isTaken)).toMatchObject({ SOME_KEY: 'a b' })
})

test('variables of other programs are ignored, whatever they are called', () => {
  const env = { THEIR_KEY_FILE: '/nowhere', SOME_KEY_FILE: '', SOME_KEY: 'given' }
  expect(valuesFromFiles(env, isTaken)).toEqual(env)
})

test.each([
  ['a file that is not there', () => ({ SOME_KEY_FILE: join(directory, 'none') }), 'cannot be read'],
  ['a directory', () => ({ SOME_KEY_FILE: directory }), 'cannot be read'],
  ['an empty file', () => ({ SOME_KEY_FILE: file('empty', ' \n') }), 'is empty'],
  ['a file of anything', () => ({ SOME_KEY_FILE: file('large', 'x'.repeat(70_000)) }), 'too large'],
  ['both', () => ({ SOME_KEY_FILE: file('both', 'x'), SOME_KEY: 'y' }), 'SOME_KEY is set too'],
])('%s is refused, and the variable is named', (_, env, says) => {
  expect(() => valuesFromFiles(env(), isTaken)).toThrow(`SOME_KEY_FILE`)
  expect(() => valuesFromFiles(env(), isTaken)).toThrow(says)
})
