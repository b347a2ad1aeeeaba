import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findPrograms, linkLibraries, NoPostgres } from './programs.ts'

let root: string
let own: string
const arch = process.arch

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'parley-package-'))
  own = mkdtempSync(join(tmpdir(), 'parley-own-'))
  mkdirSync(join(root, 'native/lib'), { recursive: true })
  writeFileSync(join(root, 'native/lib/libpq.so.5.18'), 'a library')
  writeFileSync(
    join(root, 'native/pg-symlinks.json'),
    JSON.stringify([{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }]),
  )
})
afterEach(() => {
  Object.defineProperty(process, 'arch', { value: arch })
  for (const path of [root, own]) rmSync(path, { recursive: true, force: true })
})

test('links that npm packages cannot contain are created once', () => {
  expect(linkLibraries(root, own)).toBeNull()
  expect(readFileSync(join(root, 'native/lib/libpq.so.5'), 'utf8')).toBe('a library')
  expect(linkLibraries(root, own)).toBeNull()
})

test('in a read-only package directory they are created in the data directory instead', () => {
  const list = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5.18/libpq.so.5' }]
  // Nobody can create a link within a file, not even root.
  writeFileSync(join(root, 'native/pg-symlinks.json'), JSON.stringify(list))
  const libraries = linkLibraries(root, own)
  expect(libraries).toBe(join(own, 'libraries'))
  expect(existsSync(join(own, 'libraries'))).toBe(true)
})

test('on a platform without a PostgreSQL package, the error names the variables to set', () => {
  Object.defineProperty(process, 'arch', { value: 'mips' })
  expect(() => findPrograms(undefined, own)).toThrow(NoPostgres)
  expect(() => findPrograms(undefined, own)).toThrow(
    /no PostgreSQL in node_modules for this machine.*DATABASE_URL.*PARLEY_POSTGRES_BIN/,
  )
})

test('a folder that the operator names must have the programs', () => {
  expect(() => findPrograms(root, own)).toThrow(`There are no postgres and initdb in ${root}.`)
})
