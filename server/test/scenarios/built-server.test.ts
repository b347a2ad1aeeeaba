import { execFileSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import { openChildStage } from '#test/support/child-stage.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const built = join(root, 'server/dist')
const { findServer } = await import(pathToFileURL(join(root, 'bin/find-server.js')).href)

beforeAll(() => void execFileSync(process.execPath, [join(root, 'scripts/build-server.ts')]), 120_000)

test('whatever it looks for beside itself is there', () => {
  const chunks = readdirSync(built).filter((name) => name.endsWith('.js'))
  const beside = chunks.flatMap((name) =>
    [
      ...readFileSync(join(built, name), 'utf8').matchAll(/new URL\(["`](\.[^"`]*)["`], import\.meta\.url/g),
    ].map(([, path = '']) => path.replace(/\$\{.*/, '')),
  )
  expect(beside).toContain('./reader-thread.js')
  expect(beside).toContain('./../migrations/')
  for (const path of beside) expect(readdirSync(join(built, dirname(`${path}x`)))).toBeTruthy()
  for (const path of beside.filter((one) => one.endsWith('.js'))) expect(chunks).toContain(path.slice(2))
})

test('it is what starts, and reads documents in a process of its own', async () => {
  expect(findServer()).toEqual({ main: join(built, 'main.js'), isBuilt: true })
  await using stage = await openChildStage()
  const form = new FormData()
  const pdf = readFileSync(join(root, 'server/test/corpus/printed-handbook.pdf'))
  form.append('file', new Blob([pdf as BlobPart]), 'handbook.pdf')
  const headers = { authorization: `Bearer ${stage.owner}` }
  const uploaded = await fetch(`${stage.url}/v1/files`, { method: 'POST', headers, body: form })
  const { id: fileId } = (await uploaded.json()) as { id: string }
  const { body: source } = await stage.ask<{ id: string }>('POST', '/v1/sources', { body: { name: 'Rules' } })
  const body = { name: 'Handbook', fileId }
  const added = await stage.ask<{ id: string }>('POST', `/v1/sources/${source.id}/documents`, { body })
  const { id } = added.body
  const text = async () => (await stage.ask<{ text: string }>('GET', `/v1/documents/${id}/text`)).body.text
  await expect.poll(text, { timeout: 30_000 }).toContain('年假')
  expect((await fetch(`${stage.url}/compat/lingxi/`)).status).toBe(200)
})

test('sources that are newer are taken instead, and what is built where they cannot run', async () => {
  const place = mkdtempSync(join(tmpdir(), 'parley-built-'))
  try {
    cpSync(join(root, 'bin/find-server.js'), join(place, 'bin/find-server.js'))
    const write = (path: string, at: number) => {
      mkdirSync(dirname(join(place, path)), { recursive: true })
      writeFileSync(join(place, path), '')
      utimesSync(join(place, path), at, at)
    }
    const older = ['server/src/main.ts', 'server/src/app/some.ts', 'contract/src/some.ts', 'package.json']
    const others = ['package-lock.json', 'scripts/build-server.ts', 'node_modules/vite/package.json']
    for (const path of [...older, ...others]) write(path, 1_000)
    for (const folder of ['server/src', 'server/src/app', 'contract/src'])
      utimesSync(join(place, folder), 1_000, 1_000)
    const { findServer: findThere } = await import(pathToFileURL(join(place, 'bin/find-server.js')).href)
    const isBuilt = () => (findThere() as { isBuilt: boolean }).isBuilt

    expect(isBuilt()).toBe(false)
    write('server/dist/main.js', 2_000)
    expect(isBuilt()).toBe(false)
    write('server/dist/.inputs.sha256', 2_000)
    expect(isBuilt()).toBe(true)
    utimesSync(join(place, 'server/src/app/some.ts'), 3_000, 3_000)
    expect(isBuilt()).toBe(false)
    rmSync(join(place, 'server/src/app/some.ts'))
    utimesSync(join(place, 'server/src/app'), 3_000, 3_000)
    expect(isBuilt()).toBe(false)
    // As `npm prune --omit=dev` leaves it.
    rmSync(join(place, 'node_modules/vite'), { recursive: true })
    expect(isBuilt()).toBe(true)
    write('node_modules/vite/package.json', 1_000)
    expect(isBuilt()).toBe(false)
    rmSync(join(place, 'server/src'), { recursive: true })
    expect(isBuilt()).toBe(true)
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
})
