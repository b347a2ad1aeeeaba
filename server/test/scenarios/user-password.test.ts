import { spawn, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '#test/support/fresh-database.ts'

const program = fileURLToPath(new URL('../../../bin/parley.js', import.meta.url))
const PASSWORD = 'a long walk home'

let fresh: FreshDatabase
let env: Record<string, string>
beforeAll(async () => {
  fresh = await freshDatabase()
  env = {
    PATH: process.env.PATH ?? '',
    PARLEY_ENV_FILE: '',
    PARLEY_DATA_DIR: fresh.directory,
    ...(fresh.options.kind === 'server' && { DATABASE_URL: fresh.options.url.reveal() }),
  }
})
afterAll(() => fresh.drop())

/** Runs a program; `answers` are typed one after the other, each when its question is seen. */
function run(command: string, args: string[], answers: readonly (readonly [RegExp, string])[]) {
  return new Promise<{ code: number | null; output: string }>((resolve) => {
    const child = spawn(command, args, { env })
    const left = [...answers]
    let output = ''
    const answer = () => {
      if (left[0]?.[0].test(output)) child.stdin.write(left.shift()?.[1])
    }
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (piece) => {
        output += String(piece)
        answer()
      })
    answer()
    if (left.length === 0) child.stdin.end()
    child.on('exit', (code) => resolve({ code, output }))
  })
}

test('without --password it is the first line of standard input', async () => {
  const made = await run(
    process.execPath,
    [program, 'user', 'create', 'ana@example.com'],
    [[/^/, `${PASSWORD}\nnot this\n`]],
  )
  expect(made).toMatchObject({
    code: 0,
    output: expect.stringContaining('ana@example.com was created as owner.'),
  })
  const none = await run(process.execPath, [program, 'user', 'create', 'bo'], [[/^/, '\n']])
  expect(none).toMatchObject({ code: 1, output: expect.stringMatching(/^No password was given\. .*\n$/) })
})

test.skipIf(spawnSync('script', ['--version']).status !== 0)(
  'on a terminal it is prompted twice without echo',
  async () => {
    const line = `"${process.execPath}" "${program}" user create`
    const typed = (name: string, second: string) =>
      run(
        'script',
        ['-qec', `${line} ${name}`, '/dev/null'],
        [
          [/Password: $/, `${PASSWORD}\r`],
          [/Repeat password: $/, `${second}\r`],
        ],
      )
    const made = await typed('cleo', PASSWORD)
    expect(made).toMatchObject({ code: 0, output: expect.stringContaining('cleo@localhost was created') })
    expect(made.output).not.toContain(PASSWORD)
    const other = await typed('dan', 'something else')
    expect(other).toMatchObject({ code: 1, output: expect.stringContaining('The passwords do not match.') })
  },
)
