import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { addKeyToFile, keyFromFile, keysInFile } from './key-file.ts'
import { Secret } from './secret.ts'
import { openVault, SealBroken } from './vault.ts'

const directory = mkdtempSync(join(tmpdir(), 'parley-vault-'))
afterAll(() => rmSync(directory, { recursive: true }))

const KEY = 'sk-very-secret-0123'
const vault = openVault(new Secret('k'.repeat(32)))

test('a secret decrypts where it was encrypted for, and is never printed', () => {
  const sealed = vault.seal(new Secret(KEY), 'row/1')
  const opened = vault.open(sealed, 'row/1')
  expect(opened.reveal()).toBe(KEY)
  expect(sealed + inspect(opened) + JSON.stringify({ opened })).not.toContain(KEY)
  expect(vault.seal(new Secret(KEY), 'row/1')).not.toBe(sealed)
})

test('it does not decrypt elsewhere, with another key, or after a change', () => {
  const sealed = vault.seal(new Secret(KEY), 'row/1')
  expect(() => vault.open(sealed, 'row/2')).toThrow(SealBroken)
  expect(() => openVault(new Secret('j'.repeat(32))).open(sealed, 'row/1')).toThrow('another key')
  const changed = sealed.slice(0, -2) + (sealed.endsWith('AA') ? 'BB' : 'AA')
  expect(() => vault.open(changed, 'row/1')).toThrow(SealBroken)
  for (const broken of ['', 'v1', 'v1..', sealed.slice(0, 20)])
    expect(() => vault.open(broken, 'row/1')).toThrow(SealBroken)
})

test('what a former key encrypted still decrypts, and is recognised as old', () => {
  const [former, newer] = [new Secret('f'.repeat(32)), new Secret('n'.repeat(32))]
  const sealed = openVault(former).seal(new Secret(KEY), 'row/1')
  const now = openVault(newer, () => [former])
  expect(now.open(sealed, 'row/1').reveal()).toBe(KEY)
  expect([now.isNewest(sealed), now.isNewest(now.seal(new Secret(KEY), 'row/1'))]).toEqual([false, true])
})

test('the key file is created once, readable by its owner only, and leaves no other file', () => {
  const path = join(directory, 'secret.key')
  const made = keyFromFile(path)
  expect(made.reveal().length).toBeGreaterThan(40)
  expect(keyFromFile(path).reveal()).toBe(made.reveal())
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(readdirSync(directory)).toEqual(['secret.key'])
})

test('an empty key file is no key, and is not replaced', () => {
  const path = join(directory, 'empty.key')
  writeFileSync(path, '\n')
  expect(() => keyFromFile(path)).toThrow('contains no key')
  expect(statSync(path).size).toBe(1)
})

test('the key file is read again when a value was encrypted with a key added later', () => {
  const path = join(mkdtempSync(join(directory, 'rotated-')), 'secret.key')
  const keys = () => keysInFile(path)
  const running = openVault(keyFromFile(path), keys)
  const old = running.seal(new Secret(KEY), 'row/1')
  addKeyToFile(path)
  const begunLater = openVault(keyFromFile(path), keys)
  expect(running.open(begunLater.seal(new Secret(KEY), 'row/1'), 'row/1').reveal()).toBe(KEY)
  expect(begunLater.open(old, 'row/1').reveal()).toBe(KEY)
  addKeyToFile(path)
  expect(keys()).toHaveLength(3)
  expect(openVault(keyFromFile(path), keys).open(old, 'row/1').reveal()).toBe(KEY)
  expect(statSync(path).mode & 0o777).toBe(0o600)
})
