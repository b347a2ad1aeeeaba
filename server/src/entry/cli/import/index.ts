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
    .description('Move the data of an older system in. It may run again: nothing is taken twice.')
    .addArgument(
      new Argument('<system>', 'the system that the data are of').choices(oldSystems.map(({ name }) => name)),
    )
    .argument(
      '<source>',
      'postgres://… of its database, its SQLite file, a dump in SQL (gzip or not), a folder of mongodump, or the file that it exported itself',
    )
    .option('--tenant <slug>', 'slug or id of the tenant that takes them; not needed when there is one')
    .option('--owner <name>', 'who gets what belonged to nobody there: an address or name of somebody here')
    .option('--files <folder>', 'the folder of the files that its database names')
    .option('--incomplete', 'take what is there of a source that is cut or that cannot be read in places')
    .option('--dry-run', 'read everything and say what would be taken; write nothing')
    .option('--report <file>', 'write all that did not fit to a file, a JSON object on each line')
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
      console.error('Stopped. Run it again to go on where it was.')
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
        ? 'This server has several tenants: say with --tenant which one takes the data.'
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
      `--owner: there is no account ${named} in this tenant. Make it with parley user create.`,
    )
  return { scope, files: files ?? null, owner: { kind: 'member', ...found } }
}

/** Says how far it is, on standard error, which a report that is kept does not hold. */
function everyNowAndThen() {
  let said = Date.now()
  return ({ kind, found, taken, known, unfit }: Tally) => {
    if (Date.now() - said < PROGRESS_EVERY_MS) return
    said = Date.now()
    console.error(`${kind}: ${found} read, ${taken} taken, ${known} here already, ${unfit} not taken`)
  }
}
