import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { findProgram } from '../programs/find-program.ts'
import { openDrawnPages } from './open-drawn-pages.ts'

let directory: string
const unending = new AbortController().signal
const real = findProgram('pdftoppm', process.env)
const corpus = new URL('../../../test/corpus/', import.meta.url)

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'parley-pages-test-'))
  vi.stubEnv('TMPDIR', directory)
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(directory, { recursive: true, force: true })
})

/** A program that does what this script says, in the place of the real one. */
function pagesBy(script: string) {
  const path = join(directory, 'pdftoppm')
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
  return openDrawnPages(path)
}
const leftOver = () => readdirSync(directory).filter((name) => name.startsWith('parley-scratch-'))

test('the program renders only the given document, with an empty environment', async () => {
  vi.stubEnv('OPENAI_API_KEY', 'sk-nobody-may-see-this')
  const told = join(directory, 'told')
  const pages = pagesBy(`{ echo "$@"; env; ulimit -v; ls; } > ${told}; echo picture > page.jpg`)
  expect(Buffer.from(await pages.first(Buffer.from('a document'), unending)).toString()).toBe('picture\n')
  const said = readFileSync(told, 'utf8')
  expect(said).toContain('-f 1 -l 1 -singlefile')
  expect(said).not.toContain('sk-nobody')
  expect(said).toContain('\n1048576\n')
  expect(said.trimEnd().split('\n').at(-1)).toBe('document.pdf')
  expect(leftOver()).toEqual([])
})

test('one that fails, renders nothing or too much leaves no page, and no files', async () => {
  for (const script of ['exit 1', 'exit 0', 'head -c 5000000 /dev/zero > page.jpg', 'exec yes'])
    await expect(pagesBy(script).first(Buffer.from('x'), unending), script).rejects.toMatchObject({
      code: 'invalid_input',
    })
  expect(leftOver()).toEqual([])
})

test.skipIf(real === undefined && !process.env.CI)(
  'a real document renders, and one with a password does not',
  async () => {
    const pages = openDrawnPages(real ?? '')
    const open = await pages.first(readFileSync(new URL('not-to-be-printed.pdf', corpus)), unending)
    expect(Buffer.from(open).toString('hex')).toMatch(/^ffd8/)
    const locked = readFileSync(new URL('password.pdf', corpus))
    await expect(pages.first(locked, unending)).rejects.toMatchObject({ reason: 'unreadable' })
  },
)
