import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from '#platform/database/migrate.ts'
import { openDatabase } from '#platform/database/open.ts'
import { openLocalLive } from '#platform/live/live.ts'
import { openLog } from '#platform/log/log.ts'
import type { Application } from '#kernel/application.ts'

export async function openTestApp(
  options: any = {},
): Promise<Application & AsyncDisposable & { close(): Promise<void> }> {
  const directory = mkdtempSync(join(tmpdir(), 'parley-test-'))
  const database = await openDatabase({ kind: 'embedded', directory })
  await migrate(database, 'latest')
  const live = openLocalLive()
  const close = async () => {
    await live.close()
    await database.close()
    rmSync(directory, { recursive: true, force: true })
  }
  return {
    database,
    live,
    log: openLog('silent'),
    ports: {} as any,
    processId: 'x',
    wake: { relay() {}, worker() {} },
    settings: {
      accessTokenLifetimeMs: 900_000,
      refreshTokenLifetimeMs: 30 * 86_400_000,
      uploadLimitBytes: 1e6,
      replyLimitMs: 1e4,
      leaseMs: 5e3,
      version: '0.1.0',
      ...options.settings,
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}
let shared: any
export const sharedTestApp = (): Promise<any> => (shared ??= openTestApp())
