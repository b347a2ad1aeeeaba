import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { lacksFilmTools, makeFilm } from '#test/support/film-maker.ts'
import { filmToolsFrom } from './film-tools.ts'
import { openFilms } from './open-films.ts'

let directory: string
const unending = new AbortController().signal

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'parley-films-test-'))
  vi.stubEnv('TMPDIR', directory)
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(directory, { recursive: true, force: true })
})

/** Programs that do what these scripts say, in the place of the real ones. */
function programs(ffprobe: string, ffmpeg = 'exit 1') {
  const bin = mkdtempSync(join(directory, 'bin-'))
  for (const [name, script] of Object.entries({ ffprobe, ffmpeg })) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`)
    chmodSync(join(bin, name), 0o755)
  }
  const tools = filmToolsFrom({ PATH: bin })
  if (!tools) throw new Error('The programs are not found.')
  return openFilms(tools)
}

const film = Buffer.from('a film')
const leftOver = () => readdirSync(directory).filter((name) => name.startsWith('parley-scratch-'))
const SEEN = `echo '{"format":{"duration":"4"},"streams":[{"codec_type":"video"},{"codec_type":"audio"}]}'`

test('both programs must exist, on a path that nobody else can modify', () => {
  expect(filmToolsFrom({})).toBeNull()
  expect(filmToolsFrom({ PATH: directory })).toBeNull()
  expect(filmToolsFrom({ PATH: '.:bin' })).toBeNull()
  writeFileSync(join(directory, 'ffmpeg'), '#!/bin/sh\n')
  writeFileSync(join(directory, 'ffprobe'), '#!/bin/sh\n')
  // Not to be run.
  expect(filmToolsFrom({ PATH: directory })).toBeNull()
  for (const name of ['ffmpeg', 'ffprobe']) chmodSync(join(directory, name), 0o755)
  expect(filmToolsFrom({ PATH: `/nowhere:${directory}` })).toMatchObject({
    ffmpeg: join(directory, 'ffmpeg'),
  })
})

test('a program may read only the one file, with an empty environment', async () => {
  vi.stubEnv('OPENAI_API_KEY', 'sk-nobody-may-see-this')
  const told = join(directory, 'told')
  const films = programs(`{ echo "$@"; env; ulimit -v; ulimit -f; ls; } > ${told}; exit 1`)
  await expect(films.pictures(film, unending)).rejects.toMatchObject({ reason: 'unreadable' })
  const said = readFileSync(told, 'utf8')
  expect(said).toContain('-protocol_whitelist file ')
  expect(said).toMatch(/-format_whitelist \S+ .*file:film\n/)
  expect(said).not.toMatch(/hls|concat|image2/)
  expect(said).not.toContain('sk-nobody')
  expect(said).not.toContain('HOME=')
  expect(said).toContain('\n1048576\n131072\n')
  // Its working directory contains the video, and nothing else.
  expect(said.trimEnd().split('\n').at(-1)).toBe('film')
  expect(leftOver()).toEqual([])
})

test('one that prints, stores or writes too much is ended, and the film is not read', async () => {
  await expect(programs('exec yes').pictures(film, unending)).rejects.toMatchObject({ code: 'invalid_input' })
  const greedy = programs(`head -c 3000000000 /dev/zero | tail; exit $?`)
  await expect(greedy.pictures(film, unending)).rejects.toMatchObject({ code: 'invalid_input' })
  const large = programs(SEEN, `for last; do :; done; exec head -c 200000000 /dev/zero > "$last"`)
  await expect(large.sound(film, unending)).rejects.toMatchObject({ code: 'invalid_input' })
  expect(leftOver()).toEqual([])
})

test('an aborted one is ended immediately, and leaves no files', async () => {
  const pid = join(directory, 'pid')
  const films = programs(`echo $$ > ${pid}; exec sleep 600`)
  const leaving = new AbortController()
  const looking = films.pictures(film, leaving.signal)
  looking.catch(() => {})
  await expect.poll(() => existsSync(pid) && readFileSync(pid, 'utf8') !== '').toBe(true)
  const reason = new Error('Nobody waits for it.')
  leaving.abort(reason)
  await expect(looking).rejects.toBe(reason)
  expect(() => process.kill(Number(readFileSync(pid, 'utf8')), 0)).toThrow('ESRCH')
  expect(leftOver()).toEqual([])
})

test('one with nonsense output yields no pictures', async () => {
  for (const said of [
    '',
    'nonsense',
    '[]',
    '{"streams":7}',
    '{"streams":[{"codec_type":"video"}],"format":{"duration":"NaN"}}',
  ])
    await expect(programs(`echo '${said}'`).pictures(film, unending), said).rejects.toMatchObject({
      code: 'invalid_input',
    })
})

test.skipIf(lacksFilmTools)('a list that names other files is no film', async () => {
  const tools = filmToolsFrom(process.env)
  if (!tools) throw new Error('CI installs ffmpeg.')
  const secret = join(directory, 'secret.mp4')
  writeFileSync(secret, makeFilm({ colours: ['red'] }))
  const lists = [
    `#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n${secret}\n#EXT-X-ENDLIST\n`,
    `ffconcat version 1.0\nfile ${secret}\n`,
  ]
  // Refused by their type, before anything they refer to is opened.
  for (const list of lists)
    await expect(openFilms(tools).pictures(Buffer.from(list), unending), list).rejects.toMatchObject({
      reason: 'unreadable',
      internal: expect.stringContaining('Format not on whitelist'),
    })
})
