import { randomUUID } from 'node:crypto'
import { everyTenantId, systemScope } from '#features/access/index.ts'
import { rebuildEntries } from '#features/search/index.ts'
import type { Application } from '#kernel/application.ts'
import { resealContent } from '#platform/database/reseal-content.ts'
import { openBlobStore } from '#server/app/blob-store.ts'
import { contentColumns } from '#server/app/features.ts'
import { openApp } from '#server/app.ts'
import { readConfig } from '#server/config.ts'

/** Stores everything that people wrote and sent again in its current form. Can be interrupted, and run again. */
export async function sealContent(): Promise<void> {
  const config = readConfig()
  const app = await openApp({ ...config, logLevel: 'silent' }, { isCommand: true })
  try {
    let [values, entries, files] = [0, 0, 0]
    for await (const tenantId of everyTenantId(app)) {
      values += await resealContent(app.database, tenantId, contentColumns)
      entries += await rebuildEntries(systemScope(app, tenantId, visit()))
    }
    for await (const key of openBlobStore(config).list()) if (await storeAnew(app, key)) files += 1
    const how = app.contents.seals ? 'sealed' : 'as they were written'
    console.log(
      `${values} texts and ${files} files are stored ${how}; ${entries} search entries were rebuilt.`,
    )
  } finally {
    await app.close()
  }
}

const visit = () => ({ requestId: randomUUID(), signal: new AbortController().signal })

/** False if it was removed in the meantime. */
async function storeAnew({ ports: { blobs } }: Application, key: string): Promise<boolean> {
  const content = await blobs.open(key).catch(() => null)
  if (!content) return false
  await blobs.write(key, content, Number.POSITIVE_INFINITY)
  return true
}
