import { Command } from 'commander'
import packageFacts from '../../../../package.json' with { type: 'json' }
import { asFault } from '#kernel/fault.ts'
import { type Config, ConfigRefused, readConfig, wordsFor } from '#server/config.ts'
import { advice, type Finding, inMegabytes, onlyIf, type Part, wrong } from './doctor/finding.ts'
import { ofBackups } from './doctor/of-backups.ts'
import { ofDatabase } from './doctor/of-database.ts'
import { ofDirectory } from './doctor/of-directory.ts'
import { ofDoors } from './doctor/of-doors.ts'
import { ofKeys } from './doctor/of-keys.ts'
import { ofListeners } from './doctor/of-listeners.ts'
import { ofModels } from './doctor/of-models.ts'
import { ofRedis } from './doctor/of-redis.ts'

const NODE_MIN = 24

/** `parley doctor`: reports the settings in effect, problems and their fixes, and changes nothing. */
export const doctorCommand = () =>
  new Command('doctor')
    .description('Show the configuration, problems and how to fix them. Changes nothing.')
    .option('--json', 'for programs')
    .action(async ({ json = false }: { json?: boolean }) => {
      const { facts, findings } = merged([ofProgram(), ...(await ofConfiguration())])
      const isWell = !findings.some(({ isWrong }) => isWrong)
      if (json) console.log(JSON.stringify({ isWell, ...facts, findings }, null, 2))
      else tell(facts, findings)
      if (!isWell) process.exitCode = 1
    })

const merged = (parts: readonly Part[]): Part => ({
  facts: Object.assign({}, ...parts.map(({ facts }) => facts)) as Part['facts'],
  findings: parts.flatMap(({ findings }) => findings),
})

const ofProgram = (): Part => ({
  facts: { parley: packageFacts.version, node: process.versions.node },
  findings: onlyIf(
    Number.parseInt(process.versions.node, 10) < NODE_MIN,
    wrong(`Node ${process.versions.node} is too old.`, `Run npm ci: it installs Node ${NODE_MIN}.`),
  ),
})

async function ofConfiguration(): Promise<Part[]> {
  try {
    const config = readConfig()
    const database = await ofDatabase(config)
    const isHeld = config.database.kind === 'embedded' ? database.how === 'beside' : null
    const listeners = await ofListeners(config, isHeld)
    return [
      ofVariables(config),
      database.part,
      ofDirectory(config),
      ofKeys(config, database.contents?.sealed ?? null),
      await ofBackups(config),
      listeners,
      ofDoors(config),
      await ofRedis(config),
      ofModels(config, database.contents?.defaults ?? null),
      ofFiles(config),
    ]
  } catch (error) {
    const isTold = error instanceof ConfigRefused || asFault(error).code === 'invalid_input'
    if (!isTold) throw error
    const what = error instanceof Error ? error.message : String(error)
    return [{ facts: {}, findings: [wrong(what, 'The README describes each variable.')] }]
  }
}

const ofVariables = ({ unknownVariables }: Config): Part => ({
  facts: {},
  findings: unknownVariables.map(wordsFor).map(({ what, remedy }) => advice(what, remedy)),
})

function ofFiles({ filmTools, pageTool, transcriber, speaker, scanner }: Config): Part {
  return {
    facts: {
      filmTools: filmTools && [filmTools.ffmpeg, filmTools.ffprobe],
      pageTool,
      transcriber: transcriber?.id ?? null,
      speaker: speaker?.id ?? null,
      scanner: scanner?.kind ?? null,
    },
    findings: [
      ...onlyIf(
        filmTools === null,
        advice(
          'Videos can be played, but agents cannot see them or always hear them: ffmpeg and ffprobe are not on the PATH.',
          'If agents should understand videos, install ffmpeg with the package manager of this machine.',
        ),
      ),
      ...onlyIf(
        pageTool === null,
        advice(
          'Documents have no preview of their first page: pdftoppm is not on the PATH.',
          'If people should see it, install poppler-utils with the package manager of this machine.',
        ),
      ),
    ],
  }
}

function tell(facts: Part['facts'], findings: readonly Finding[]) {
  for (const [name, value] of Object.entries(facts)) console.log(`${name.padEnd(16)}${inWords(value)}`)
  console.log('')
  for (const { isWrong, what, remedy } of findings)
    console.log(`${isWrong ? 'Wrong' : 'Note'}: ${what}${remedy && `\n  ${remedy}`}`)
  if (!findings.some(({ isWrong }) => isWrong)) console.log('No problems found.')
}

function inWords(value: unknown): string {
  if (value === null) return 'none'
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(inWords).join(', ')
  if (typeof value !== 'object') return String(value)
  return Object.entries(value)
    .map(([name, one]) =>
      name === 'freeBytes' ? `${inMegabytes(Number(one))} free` : `${name} ${inWords(one)}`,
    )
    .join(' · ')
}
