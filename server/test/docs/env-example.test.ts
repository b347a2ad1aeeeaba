import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Environment } from '#server/config/environment.ts'
import { readConfig } from '#server/config.ts'
import { readTree, root } from '#test/rules/read-tree.ts'

const example = readFileSync(join(root, '.env.example'), 'utf8')

/** The variables that the table of the README names; `…_KEY` ends like the one before it. */
function namedIn(readme: string): string[] {
  const rows = readme.split('\n').filter((line) => line.startsWith('| `'))
  return rows.flatMap((row) => {
    const names = [...(row.split('|')[1] ?? '').matchAll(/`(…?[A-Z][A-Z0-9_]*|…_[A-Z0-9_]+)`/g)].map(
      ([, name = '']) => name,
    )
    const [first = ''] = names
    return names
      .filter((name) => name !== '…_FILE')
      .map((name) =>
        name.startsWith('…_') ? `${first.slice(0, first.lastIndexOf('_'))}${name.slice(1)}` : name,
      )
  })
}

const missingFrom = (text: string, names: readonly string[]) =>
  names.filter((name) => !new RegExp(`^#${name}=`, 'm').test(text))

test('.env.example has every variable of the README, and every one of ours', () => {
  const named = namedIn(readFileSync(join(root, 'README.md'), 'utf8'))
  expect(named).toEqual(expect.arrayContaining(['HOST', 'PARLEY_RATE_TENANT', 'OLLAMA_BASE_URL']))
  const ours = Object.keys(Environment.shape).filter(
    (name) => name !== 'NODE_ENV' && name !== 'PARLEY_ENV_FILE',
  )
  expect(missingFrom(example, [...named, ...ours])).toEqual([])
  expect(missingFrom(example.replace('#PORT=', '#PROT='), named)).toEqual(['PORT'])
})

test('nothing in it is set, and its examples are accepted', () => {
  expect(example.split('\n').filter((line) => line !== '' && !line.startsWith('#'))).toEqual([])
  const shown = [...example.matchAll(/^#([A-Z0-9_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [
    name,
    value,
  ])
  const unshown = /^PARLEY_(MODELS_FILE|TOOL_SERVERS|OWNER_EMAIL)$/
  const env = Object.fromEntries(shown.filter(([name = '']) => !unshown.test(name)))
  expect(readConfig({ ...env, OPENAI_API_KEY: 'sk-0123456789' }).unknownVariables).toEqual([])
})

test('every variable of ours that is read is known by name', () => {
  const known = new Set(Object.keys(Environment.shape))
  const prefixes = new Set(['PARLEY_TRANSCRIPTION', 'PARLEY_SPEECH', 'PARLEY_ZH'])
  const strangers = readTree()
    .filter(({ path }) => path.startsWith('server/src/') && !path.endsWith('.test.ts'))
    .flatMap(({ path, text }) =>
      [...text.matchAll(/PARLEY_[A-Z0-9_]*[A-Z0-9]/g)].map(([name]) => ({ path, name })),
    )
    .filter(({ name }) => !known.has(name) && !prefixes.has(name))
  expect(strangers).toEqual([])
})

test('every program of ours that tests start reads no .env', () => {
  const starters = readTree().filter(
    ({ path, text }) => path.startsWith('server/test/') && /bin\/parley\.js['"]/.test(text),
  )
  expect(starters.length).toBeGreaterThan(2)
  expect(starters.filter(({ text }) => !text.includes('PARLEY_ENV_FILE')).map(({ path }) => path)).toEqual([])
})

test('the command line reads .env beside package.json, and the environment wins', () => {
  const place = mkdtempSync(join(tmpdir(), 'parley-env-file-'))
  try {
    mkdirSync(join(place, 'bin'))
    cpSync(join(root, 'bin'), join(place, 'bin'), { recursive: true })
    for (const name of ['package.json', 'node_modules', 'server', 'contract'])
      symlinkSync(join(root, name), join(place, name))
    writeFileSync(join(place, 'port'), 'of a file')
    const told = (env: Record<string, string>) =>
      spawnSync(process.execPath, ['--preserve-symlinks', join(place, 'bin/parley.js'), 'doctor', '--json'], {
        env: { PATH: process.env.PATH ?? '', ...env },
        cwd: tmpdir(),
        encoding: 'utf8',
      }).stdout
    writeFileSync(join(place, '.env'), `PORT=abc\nPARLEY_DATA_DIR=${place}/data\n`)
    expect(told({})).toContain('PORT must be a number from 0 to 65535, not \\"abc\\".')
    expect(told({ PORT: '0' })).toContain(`${place}/data`)
    expect(told({ PARLEY_ENV_FILE: '' })).not.toContain('abc')
    writeFileSync(join(place, '.env'), `PORT_FILE=${place}/port\n`)
    expect(told({})).toContain('PORT must be a number from 0 to 65535, not \\"of a file\\".')
  } finally {
    rmSync(place, { recursive: true })
  }
})
