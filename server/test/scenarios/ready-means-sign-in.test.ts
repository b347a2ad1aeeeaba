import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { startChildServer } from '#test/support/child-server.ts'
import { freePort } from '#test/support/free-port.ts'
import { freshDatabase } from '#test/support/fresh-database.ts'
import { OWNER } from '#test/support/open-test-server.ts'

/** Asks without a pause until the server says for the first time that it is ready, and signs in at once. */
async function signInWhenReady(url: string): Promise<number> {
  for (;;) {
    const ready = await fetch(`${url}/readyz`).catch(() => null)
    if (ready?.status === 200) break
    await pause(1)
  }
  const answer = await fetch(`${url}/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(OWNER),
  })
  return answer.status
}

test.for([1, 2, 3])(
  'the owner from the environment can sign in as soon as the server is ready (%i)',
  async () => {
    const fresh = await freshDatabase()
    const port = await freePort()
    const starting = startChildServer({
      PARLEY_DATA_DIR: fresh.directory,
      ...(fresh.options.kind === 'server' && { DATABASE_URL: fresh.options.url.reveal() }),
      PARLEY_OWNER_EMAIL: OWNER.email,
      PARLEY_OWNER_PASSWORD: OWNER.password,
      PORT: String(port),
    })
    try {
      expect(await signInWhenReady(`http://127.0.0.1:${port}`)).toBe(200)
    } finally {
      await (await starting).kill('SIGTERM')
      await fresh.drop()
    }
  },
)

test('the link for the first owner is the last output of a start', async () => {
  const fresh = await freshDatabase()
  const server = await startChildServer({
    PARLEY_DATA_DIR: fresh.directory,
    ...(fresh.options.kind === 'server' && { DATABASE_URL: fresh.options.url.reveal() }),
    LOG_LEVEL: 'info',
  })
  try {
    const [before = '', link] = server.output().split(/^ready\n\nWelcome\. .*\n\n/m)
    expect(link).toMatch(/^ {2}http\S+\/setup#token=\S+\n\n$/)
    expect(before).toMatch(/Server listening[^]*speaks native/)
  } finally {
    await server.kill('SIGTERM')
    await fresh.drop()
  }
})
