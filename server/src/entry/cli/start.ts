import { existsSync } from 'node:fs'
import { Command, InvalidArgumentError } from 'commander'
import { dialects } from '#dialects/index.ts'
import { makeFirstOwner, makeFirstTenant, makeSetupLink } from '#features/access/index.ts'
import { asFault } from '#kernel/fault.ts'
import { type OpenApplication, openApp } from '#server/app.ts'
import { type Config, ConfigRefused, readConfig, wordsFor } from '#server/config.ts'
import { type Door, openDoor } from '#entry/http.ts'
import { makeDemoAccounts, warnOfDemo } from './demo-accounts.ts'
import { clusterIn } from '#platform/database/embedded/cluster.ts'
import { giveBackMemory } from '#platform/memory/give-back.ts'
import { sweepScratch } from '#platform/scratch/scratch.ts'

/** When the first requests after the start have been served. */
const QUIET_AFTER_MS = 5_000
const ROLES = ['web', 'worker'] as const
type Role = (typeof ROLES)[number]

/** `parley start`: serves until it is told to stop. */
export const startCommand = () =>
  new Command('start')
    .description('Start the server.')
    .option(
      '--role <roles>',
      'web serves requests, worker runs background jobs; with several processes on one PostgreSQL, each may do one or both',
      rolesIn,
      [...ROLES],
    )
    .action(async ({ role }: { role: readonly Role[] }) => start(readConfig(), role))

function rolesIn(text: string): Role[] {
  const roles = text.split(',').map((name) => ROLES.find((role) => role === name.trim()))
  if (roles.includes(undefined)) throw new InvalidArgumentError('Use web, worker or web,worker.')
  return roles.filter((role) => role !== undefined)
}

async function start(config: Config, roles: readonly Role[]) {
  if (roles.length < ROLES.length && config.database.kind === 'embedded')
    throw new ConfigRefused(
      '--role: with the embedded database, one process does everything; set DATABASE_URL to use roles',
    )
  for (const { what, remedy } of config.unknownVariables.map(wordsFor)) console.error(`${what} ${remedy}`)
  if (config.database.kind === 'embedded' && !existsSync(clusterIn(config.database.directory)))
    console.log(`Creating the database in ${config.database.directory}. This happens once.`)
  const app = await openApp(config, {
    isWorker: roles.includes('worker'),
    // The supervisor restarts the process; the database does not recover by itself.
    databaseLost({ message }) {
      console.error(message)
      process.exit(1)
    },
  })
  const doors: Door[] = []
  const close = closeOnce(app, doors)
  try {
    await makeFirstTenant(app)
    if (config.isDemo) await makeDemoAccounts(app)
    // Before the first port opens, so that people can sign in as soon as the server is ready.
    const isOwnerMade =
      roles.includes('web') && config.owner !== null && (await makeOwner(app, config.owner)) !== null
    for (const listener of listenersOf(config, roles))
      doors.push(await openDoor(app, config, listener, dialects))
    await sweepScratch()
    const welcome = roles.includes('web') ? await greet(app, config, { doors, isOwnerMade }) : ''
    // In one piece and last, so that no log line comes between or below.
    console.log(`ready${welcome}`)
    setTimeout(giveBackMemory, QUIET_AFTER_MS).unref()
  } catch (error) {
    await close()
    throw error
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void close().finally(() => process.exit(0)))
  // One careless handler must not end everybody's conversations.
  process.on('unhandledRejection', (reason) => app.log.error({ err: reason }, 'Unhandled promise rejection.'))
  process.on('uncaughtException', (error) => app.log.error({ err: error }, 'Uncaught exception.'))
}

/** A process that only runs jobs reports its state, and nothing else. */
const listenersOf = ({ listeners }: Config, roles: readonly Role[]) =>
  roles.includes('web') ? listeners : listeners.slice(0, 1).map(({ port }) => ({ port, dialects: [] }))

const closeOnce = (app: OpenApplication, doors: readonly Door[]) => {
  let closing: Promise<void> | undefined
  return () =>
    (closing ??= (async () => {
      await Promise.all(doors.map((door) => door.close()))
      await app.close()
    })())
}

/** Prints where the server is; returns the text that only its future owner should read. */
async function greet(
  app: OpenApplication,
  config: Config,
  { doors, isOwnerMade }: { doors: readonly Door[]; isOwnerMade: boolean },
): Promise<string> {
  for (const { url, listener } of doors)
    console.log(
      `Parley ${app.settings.version} speaks ${listener.dialects.join(' and ')} on ${friendly(url)}`,
    )
  const home =
    config.publicUrl ?? friendly(doors.find((door) => door.listener.dialects.includes('native'))?.url ?? '')
  if (isOwnerMade) console.log(`The owner ${config.owner?.email} was created. Sign in at ${home}`)
  if (config.isDemo) warnOfDemo()
  const link = await makeSetupLink(app)
  // Only to the terminal, never to the log.
  return link
    ? `\n\nWelcome. Open this link within an hour to become the owner. It works once:\n\n  ${home}/setup#token=${link.token}\n`
    : ''
}

async function makeOwner(app: OpenApplication, { email, password }: NonNullable<Config['owner']>) {
  try {
    return await makeFirstOwner(app, { email, password: password.reveal() })
  } catch (error) {
    const { code, message } = asFault(error)
    throw code === 'invalid_input' ? new ConfigRefused(`PARLEY_OWNER_PASSWORD: ${message}`) : error
  }
}

/** An address that a person can click: a server on all addresses is reached on this machine by its name. */
const friendly = (url: string) =>
  url
    .replace('//127.0.0.1', '//localhost')
    .replace('//0.0.0.0', '//localhost')
    .replace('//[::]', '//localhost')
