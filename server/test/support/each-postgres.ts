import { NPM_POSTGRES, npmPostgres } from './npm-postgres.ts'
import { installedPostgres, startTemporaryPostgres } from '../../../scripts/temporary-postgres.ts'

const packed = npmPostgres()
process.once('exit', () => packed?.remove())

interface Release {
  readonly name: string
  readonly bin: string | null
  /** Why it is left out, where it is. */
  readonly missing: string
}

/** The PostgreSQL of this machine, which is mostly an older one, and the newest, from npm. */
export const eachPostgres: readonly Release[] = [
  {
    name: 'the installed PostgreSQL',
    bin: installedPostgres(),
    missing: 'PostgreSQL is not installed on this machine.',
  },
  {
    name: `PostgreSQL ${packed?.version ?? '18'} of npm`,
    bin: packed?.bin ?? null,
    missing: `${NPM_POSTGRES} is not installed: npm left out the optional packages.`,
  },
]

for (const { bin, missing } of eachPostgres) if (!bin) console.log(`Left out: ${missing}`)

/** Starts one of them. CI has both; elsewhere null where it is missing. */
export async function startEach({ bin, missing }: Release) {
  if (!bin && process.env.CI === 'true') throw new Error(missing)
  return startTemporaryPostgres({ bin })
}
