import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { Argument, Command } from 'commander'
import { oldSystems } from '#dialects/index.ts'
import type { Destination, OldSystem } from '#dialects/moving-in/moving-in.ts'
import { findMemberNamed, findTenantId, makeFirstTenant, systemScope } from '#features/access/index.ts'
import type { Application } from '#kernel/application.ts'
import { asFault } from '#kernel/fault.ts'
import type { Scope } from '#kernel/scope.ts'
import { openSource } from '#platform/database/foreign/open-source.ts'
import { openApp } from '#server/app.ts'
import { postgresUrl } from '#server/config/postgres-url.ts'
import { ConfigRefused, readConfig } from '#server/config.ts'
import { moveIn, refuseIncomplete, refuseOthers } from './move-in.ts'
import { Report, type Tally } from './report.ts'

interface ImportOptions {
  tenant?: string
  owner?: string
  files?: string
  report?: string
  incomplete?: boolean
  dryRun?: boolean
}

const PROGRESS_EVERY_MS = 2_000

/** `parley import <system> <source>`. */
export const importCommand = () =>
  new Command('import')
    .description('Import the data of an older system. You can run it again: nothing is imported twice.')
    .addArgument(
      new Argument('<system>', 'the system that the data comes from').choices(
        oldSystems.map(({ name }) => name),
      ),
    )
    .argument(
      '<source>',
      'postgres://… URL of its database, its SQLite file, an SQL dump (optionally gzipped), a mongodump folder, or a file that it exported',
    )
    .option('--tenant <slug>', 'slug or id of the tenant to import into; not needed when there is only one')
    .option('--owner <name>', 'email or name of the member here who gets data without an owner')
    .option('--files <folder>', 'folder with the files that its database refers to')
    .option('--incomplete', 'import what can be read from a truncated or partly unreadable source')
    .option('--dry-run', 'read everything and show what would be imported; write nothing')
    .option(
      '--report <file>',
      'write everything that could not be imported to a file, one JSON object per line',
    )
    .action(runImport)

async function runImport(name: string, source: string, options: ImportOptions) {
  const system = oldSystems.find((one) => one.name === name) as OldSystem
  const url = source.startsWith('postgres') ? postgresUrl('The source', source) : source
  const staging = await openSource(url, system.readJson ?? null)
  try {
    refuseOthers(system, staging)
    if (!options.incomplete && !options.dryRun) refuseIncomplete(staging)
    const app = await openApp({ ...readConfig(), logLevel: 'silent' }, { isCommand: true })
    const stop = new AbortController()
    const onSignal = () => stop.abort()
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, onSignal)
    const report = new Report()
    try {
      const firstTenantId = await makeFirstTenant(app)
      const tenantId =
        options.tenant === undefined && system.hasTenants
          ? firstTenantId
          : await tenantNamed(app, options.tenant ?? null)
      const scope = systemScope(app, tenantId, {
        requestId: randomUUID(),
        signal: stop.signal,
      })
      const to = await destinationOf(system, scope, options)
      const isDryRun = options.dryRun ?? false
      await moveIn(system, staging, to, report, { isDryRun, progress: everyNowAndThen() }).finally(() =>
        console.log(report.lines(isDryRun).join('\n')),
      )
    } catch (error) {
      if (!stop.signal.aborted) throw error
      console.error('Stopped. Run it again to continue where it stopped.')
      process.exitCode = 1
    } finally {
      if (options.report) await writeFile(options.report, report.toJsonLines())
      await app.close()
    }
  } finally {
    await staging.close()
  }
}

async function tenantNamed(app: Application, slugOrId: string | null): Promise<string> {
  try {
    return await findTenantId(app, slugOrId)
  } catch (error) {
    if (asFault(error).code !== 'not_found') throw error
    throw new ConfigRefused(
      slugOrId === null
        ? 'This server has several tenants: choose the one to import into with --tenant.'
        : `--tenant: there is no tenant ${slugOrId}.`,
    )
  }
}

async function destinationOf(
  system: OldSystem,
  scope: Scope,
  { owner: named, files }: ImportOptions,
): Promise<Destination> {
  if (named === undefined)
    return { scope, files: files ?? null, owner: system.findOwner ? await system.findOwner(scope) : null }
  const found = await findMemberNamed(scope, { name: named })
  if (!found)
    throw new ConfigRefused(
      `--owner: there is no account ${named} in this tenant. Create it with parley user create.`,
    )
  return { scope, files: files ?? null, owner: { kind: 'member', ...found } }
}

/** Reports progress on standard error, so that a saved report does not contain it. */
function everyNowAndThen() {
  let said = Date.now()
  return ({ kind, found, taken, known, unfit }: Tally) => {
    if (Date.now() - said < PROGRESS_EVERY_MS) return
    said = Date.now()
    console.error(`${kind}: ${found} read, ${taken} imported, ${known} already here, ${unfit} not imported`)
  }
}
