import { execFile, execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hasBrowser, startBrowser } from '#test/support/browser.ts'
import { scriptedModels } from '#test/support/conversation.ts'
import { makeAgent, OPENING, openHandbook } from '#test/support/handbook.ts'
import { pieces } from '#test/support/model-server/directives.ts'
import { type ModelServer, startModelServer } from '#test/support/model-server/start-model-server.ts'
import { openTestServer, type TestServer } from '#test/support/open-test-server.ts'
import { type Example, examplesOf } from './examples.ts'

const root = new URL('../../../', import.meta.url)
const examples = readdirSync(new URL('docs/doors/', root)).flatMap((name) =>
  examplesOf(`docs/doors/${name}`, root),
)
const of = (language: string) =>
  examples.filter((one) => one.language === language).map((one) => [`${one.page}:${one.line}`, one] as const)

// An outside project: nothing of the repository but the packages it may have installed, and the built SDK.
const project = mkdtempSync(join(tmpdir(), 'parley-doors-'))
// The page's own origin must be known before the server that lets it in.
const site = createServer((request, response) => {
  const path = join(project, (request.url ?? '').replace(/[?#].*/, ''))
  response.setHeader('content-type', path.endsWith('.js') ? 'text/javascript' : 'text/html')
  response.writeHead(existsSync(path) ? 200 : 404).end(existsSync(path) ? readFileSync(path) : '')
})

let models: ModelServer
let server: TestServer
let env: Record<string, string>

beforeAll(async () => {
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`
  models = await startModelServer({ reply: { text: pieces(OPENING) } })
  server = await openTestServer({ env: { ...scriptedModels(models), PARLEY_ALLOWED_ORIGINS: origin } })
  const key = await server.ask<{ secret: string }>('POST', '/v1/api-keys', {
    body: { name: 'Examples', scopes: ['*'] },
  })
  const agent = await makeAgent(server, { name: 'Clerk', knowledgeBaseIds: [await openHandbook(server)] })
  env = {
    PATH: process.env.PATH ?? '',
    PARLEY_URL: server.url,
    PARLEY_KEY: key.body.secret,
    PARLEY_AGENT: agent.name,
    PARLEY_AGENT_ID: agent.id,
  }
  buildClient()
})

afterAll(async () => {
  site.closeAllConnections()
  site.close()
  await server.close()
  await models.close()
  rmSync(project, { recursive: true, force: true })
})

function buildClient() {
  const modules = join(project, 'node_modules')
  const installed = new URL('node_modules/', root)
  mkdirSync(join(modules, '@types'), { recursive: true })
  for (const name of ['openai', 'ai', 'zod', 'react', '@ai-sdk', '@modelcontextprotocol', '@types/node'])
    symlinkSync(fileURLToPath(new URL(name, installed)), join(modules, name))
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }')
  const out = join(project, 'parley-client')
  execFileSync(process.execPath, ['scripts/build-client.ts', '--out', out], {
    cwd: fileURLToPath(root),
    stdio: 'pipe',
  })
  symlinkSync(out, join(modules, 'parley-client'))
}

async function run(command: string, args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(command, args, { cwd: project, env, timeout: 60_000 })
  return stdout
}

/** The text of an answer, however it was cut into pieces on the wire. */
const heard = (output: string): string =>
  output.includes('event: text-delta')
    ? [...output.matchAll(/"type":"text-delta".*?"text":"((?:[^"\\]|\\.)*)"/g)]
        .map(([, text]) => text)
        .join('')
    : output

const has = (program: string) => {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
// Where a program is missing its examples are left out, but never in CI.
const canRun = (program: string) => process.env.CI === 'true' || has(program)

test('there are examples of every kind', () => {
  for (const language of ['sh', 'python', 'ts', 'html'])
    expect(of(language).length, language).toBeGreaterThan(0)
})

test.skipIf(!canRun('curl')).each(of('sh'))('a shell says: %s', async (_, { code }) => {
  expect(heard(await run('sh', ['-euc', code]))).toContain(OPENING)
})

test.skipIf(!canRun('python3')).each(of('python'))('Python says: %s', async (_, { code }) => {
  const output = await run('python3', ['-c', code])
  expect(output).toContain(OPENING)
  expect(output).toContain('source: Handbook.md')
})

test.each(of('ts'))('Node says: %s', async (_, { code, line }: Example) => {
  const file = join(project, `example-${line}-${code.length}.ts`)
  writeFileSync(file, code)
  expect(await run(process.execPath, [file])).toContain(OPENING)
})

test('the examples type-check against the SDK as another project has it', async () => {
  const files = of('ts').map(([, { code }], at) => {
    const file = join(project, `typed-${at}.ts`)
    writeFileSync(file, `${code}\nexport {}\n`)
    return file
  })
  const tsc = fileURLToPath(new URL('node_modules/typescript/bin/tsc', root))
  const options =
    '--ignoreConfig --noEmit --strict --skipLibCheck --module nodenext --target es2024 --types node'
  await run(process.execPath, [tsc, ...options.split(' '), ...files])
})

test.skipIf(!hasBrowser && process.env.CI !== 'true').each(of('html'))(
  'a page says: %s',
  async (_, { code }) => {
    writeFileSync(join(project, 'page.html'), code)
    const browser = await startBrowser()
    try {
      const page = await browser.newPage()
      const settings = new URLSearchParams({ url: server.url, key: env.PARLEY_KEY ?? '' })
      const { port } = site.address() as AddressInfo
      await page.goto(`http://127.0.0.1:${port}/page.html#${settings}`)
      await page.waitForFunction(() => document.title === 'done')
      expect(await page.textContent('output')).toBe(OPENING)
    } finally {
      await browser.close()
    }
  },
  60_000,
)
