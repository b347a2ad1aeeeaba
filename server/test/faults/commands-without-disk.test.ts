import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmodSync, chownSync, cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase, type FreshDatabase } from '#test/support/fresh-database.ts'
import { parleyHere } from '#test/support/parley-command.ts'
import { mountSmallDisk, type SmallDisk } from '#test/support/small-disk.ts'

const NONE = 'nobody may mount a disk here'
const program = fileURLToPath(new URL('../../../bin/parley.js', import.meta.url))
let fresh: FreshDatabase
let disk: SmallDisk | null
let backup: string

/** Commands that write, by where: in what is there, or in a folder of their own. */
const onOld = [
  ['keys', 'rotate'],
  ['backup'],
  ['migrate', 'up'],
  ['migrate', 'down'],
  ['user', 'create', 'bo', '--password', 'a long walk home'],
  ['move', '--to', 'postgres://nobody@127.0.0.1:9/x'],
  ['start'],
]
const onNew = [
  ['restore'],
  ['migrate', 'up'],
  ['start'],
  ['user', 'create', 'bo', '--password', 'a walk home'],
]
const cases = [
  ...onOld.map((command) => ({ command, folder: 'data' })),
  ...onNew.map((command) => ({ command, folder: 'new' })),
]

beforeAll(async () => {
  disk = mountSmallDisk(256)
  if (!disk) return
  fresh = await freshDatabase('')
  cpSync(fresh.directory, join(disk.path, 'data'), { recursive: true })
  const keyed = await run({
    command: ['user', 'create', 'ana', '--password', 'a long walk home'],
    folder: 'data',
  })
  backup = join(fresh.directory, 'good.backup')
  const backedUp = await run({ command: ['backup', backup], folder: 'data' })
  expect([keyed.code, backedUp.code], backedUp.output).toEqual([0, 0])
}, 120_000)
afterAll(async () => {
  disk?.[Symbol.dispose]()
  await fresh?.drop()
})

const argsOf = (command: readonly string[]) => {
  if (command.length > 1) return command
  if (command[0] === 'backup') return ['backup', join(disk?.path ?? '', 'another.backup')]
  return command[0] === 'restore' ? ['restore', backup] : command
}
const run = ({ command, folder }: (typeof cases)[number]) =>
  parleyHere(argsOf(command), {
    PARLEY_DATA_DIR: join(disk?.path ?? '', folder === 'new' ? `new-${randomUUID()}` : folder),
  })

/** One sentence at the end and no stack; what `start` and `migrate` say before is theirs. */
const said = (output: string) => {
  expect(output).not.toMatch(/\n {4}at |^Error|\[object/)
  return output.split('\n').at(-1)
}

test.for(cases)('the disk is full: $command in $folder', async (one, { skip }) => {
  if (!disk) return skip(NONE)
  await disk.fill(0)
  try {
    const { code, output } = await run(one)
    const names =
      one.command[0] === 'move' ? /(disk of .* is full|does not answer)/ : /disk of .* is full: 0 MB/
    expect([code, said(output)]).toEqual([1, expect.stringMatching(names)])
  } finally {
    disk.freeUp()
  }
})

test('a disk with space to open a database, but not to create one, counts as full', async ({ skip }) => {
  if (!disk) return skip(NONE)
  await disk.fill(30 * 1_048_576)
  try {
    const { code, output } = await run({ command: ['start'], folder: 'new' })
    expect([code, said(output)]).toEqual([
      1,
      expect.stringMatching(/is full: \d+ MB are left, .* 96 MB to open/),
    ])
  } finally {
    disk.freeUp()
  }
})

test.for(cases.filter(({ command }) => command[0] !== 'move'))(
  'the disk is read-only: $command in $folder',
  async (one, { skip }) => {
    if (!disk) return skip(NONE)
    await disk.remount('ro')
    try {
      const { code, output } = await run(one)
      const sentence = /(read-only disk \(EROFS\)|cannot be created \(ENOENT\))\. .*\.$/
      expect([code, said(output)]).toEqual([1, expect.stringMatching(sentence)])
    } finally {
      await disk.remount('rw')
    }
  },
)

/** As a user who owns nothing, or with few files that may be open. */
const through = (command: readonly string[], folder: string, more: { uid?: number; files?: number }) => {
  const { uid, files } = more
  const limited = files === undefined ? [] : ['prlimit', `--nofile=${files}`]
  const [file = '', ...args] = [...limited, process.execPath, program, ...command]
  const { status, stdout, stderr } = spawnSync(file, args, {
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH,
      PARLEY_ENV_FILE: '',
      PARLEY_DATA_DIR: folder,
      LOG_LEVEL: 'silent',
      PORT: '0',
    },
    ...(uid !== undefined && { uid, gid: uid }),
  })
  return { code: status, output: `${stdout}${stderr}`.trimEnd() }
}

test.for(cases.filter(({ command }) => command[0] !== 'restore'))(
  'the folder belongs to somebody else: $command in $folder',
  async ({ command, folder }, { skip }) => {
    if (!disk || process.getuid?.() !== 0) return skip('only root may become somebody else')
    const place = join(disk.path, 'closed')
    mkdirSync(place, { recursive: true, mode: 0o700 })
    chmodSync(disk.path, 0o755)
    chownSync(place, 0, 0)
    const args = command[0] === 'backup' ? ['backup', '/tmp/never.backup'] : command
    const { code, output } = through(args, folder === 'new' ? join(place, 'new') : place, { uid: 65_534 })
    if (code === 1 && /Cannot find module|EACCES.*bin/.test(output))
      return skip('nobody else may read this program')
    const sentence = /(is not accessible to this user \(EACCES\)|does not answer|There is no|is missing).*\.$/
    expect([code, said(output)]).toEqual([1, expect.stringMatching(sentence)])
  },
)

/** The fewest open files with which Node loads the program at all: how many it inherits differs by machine. */
const fewestToLoad = (place: string) => {
  for (let files = 16; files < 128; files++) {
    const { code, output } = through(['migrate', 'up'], place, { files })
    if (code === 1 && !/^Node\.js v/m.test(output)) return files
  }
  throw new Error('Node loads nothing with 128 files open')
}

test('few files may be open', { timeout: 60_000 }, async ({ skip }) => {
  if (!disk) return skip(NONE)
  const place = join(disk.path, 'data')
  const fewest = fewestToLoad(place)
  const told = [0, 3, 6, 9].map((more) => through(['migrate', 'up'], place, { files: fewest + more }))
  for (const { code, output } of told)
    expect([code, said(output)]).toEqual([1, expect.stringMatching(/\((EMFILE|docs.*)\)/)])
  // Which of its files is one too many differs; the embedded database does not tell why it has not begun.
  expect(told.map(({ output }) => output)).toContainEqual(
    expect.stringContaining('This process has too many open files (EMFILE). Raise its limit'),
  )
})
