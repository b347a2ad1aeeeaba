import { Command } from 'commander'
import { dialects } from '#dialects/index.ts'
import { makeFirstOwner, makeFirstTenant, makeSetupLink } from '#features/access/index.ts'
import { type OpenApplication, openApp } from '#server/app.ts'
import { type Config, readConfig } from '#server/config.ts'
import { type Door, openDoor } from '#entry/http.ts'
import { makeDemoAccounts, warnOfDemo } from './demo-accounts.ts'
import { giveBackMemory } from '#platform/memory/give-back.ts'

/** `parley start`: serves until it is told to stop. */
export const startCommand = () =>
  new Command('start').description('Start the server.').action(async () => {
    const config = readConfig()
    const app = await openApp(config)
    await makeFirstTenant(app)
    if (config.isDemo) await makeDemoAccounts(app)
    const doors: Door[] = []
    const close = closeOnce(app, doors)
    try {
      for (const listener of config.listeners) doors.push(await openDoor(app, config, listener, dialects))
      giveBackMemory()
      await greet(app, config, doors)
    } catch (error) {
      await close()
      throw error
    }
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => void close().finally(() => process.exit(0)))
    // One careless handler must not end everybody's conversations.
    process.on('unhandledRejection', (reason) =>
      app.log.error({ err: reason }, 'A failure that nobody waited for.'),
    )
    process.on('uncaughtException', (error) => app.log.error({ err: error }, 'A failure that nobody caught.'))
  })

const closeOnce = (app: OpenApplication, doors: readonly Door[]) => {
  let closing: Promise<void> | undefined
  return () =>
    (closing ??= (async () => {
      await Promise.all(doors.map((door) => door.close()))
      await app.close()
    })())
}

async function greet(app: OpenApplication, config: Config, doors: readonly Door[]) {
  for (const { url, listener } of doors)
    console.log(
      `Parley ${app.settings.version} speaks ${listener.dialects.join(' and ')} on ${friendly(url)}`,
    )
  const home =
    config.publicUrl ?? friendly(doors.find((door) => door.listener.dialects.includes('native'))?.url ?? '')
  const isMade = config.owner ? await makeFirstOwner(app, config.owner) : false
  if (isMade) console.log(`The owner ${config.owner?.email} was made. Sign in on ${home}`)
  const link = await makeSetupLink(app)
  // Only to the terminal, never to the log.
  if (link)
    console.log(
      `\nWelcome. Make yourself the owner here, once, within an hour:\n\n  ${home}/setup#token=${link.token}\n`,
    )
  if (config.isDemo) warnOfDemo()
  console.log('ready')
}

/** An address that a person can click: a server on all addresses is reached on this machine by its name. */
const friendly = (url: string) =>
  url
    .replace('//127.0.0.1', '//localhost')
    .replace('//0.0.0.0', '//localhost')
    .replace('//[::]', '//localhost')
