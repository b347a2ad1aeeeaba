import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { NoPostgres, type Programs, programNamed } from './programs.ts'

/** The user that PostgreSQL runs as: it refuses to run as root. */
export interface Identity {
  /** The prefix of its commands. */
  readonly through: readonly string[]
  /** The owner of its processes and files; null: the current user. */
  readonly user: { readonly uid: number; readonly gid: number } | null
}

interface Person {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

/** What runs a cluster: the version of the programs, and their user. */
export interface Runner {
  readonly identity: Identity
  /** The major version of PostgreSQL, such as 18. */
  readonly major: number
}

const SELF: Identity = { through: [], user: null }
/** Accounts without privileges on common systems; any other unprivileged user is as good. */
const NOBODY = ['nobody', 'daemon']

const otherUser = ({ uid, gid }: Pick<Person, 'uid' | 'gid'>): Identity => ({
  through: [],
  user: { uid, gid },
})
/** Root outside, so it can enter the directory, and another user in its own namespace. */
const ownNamespace = ({ uid, gid }: Person): Identity => ({
  through: ['unshare', '--user', `--map-user=${uid}`, `--map-group=${gid}`],
  user: null,
})

/**
 * The user as whom the programs can run on the files in a directory. For root: the owner of the files, or of the parent
 * folders, such as the user who called `sudo`; for root's own files, a user namespace, where they belong to another
 * user; or an unprivileged user. Each is tried. Throws NoPostgres.
 */
export function chooseRunner(programs: Programs, directory: string): Runner {
  const candidates = process.getuid?.() === 0 ? identitiesOfRoot(directory) : [SELF]
  const failures: string[] = []
  for (const identity of candidates) {
    try {
      return { identity, major: majorOf(programs, identity, dirname(directory)) }
    } catch (error) {
      const { stderr, message } = error as Error & { stderr?: string }
      failures.push((stderr?.trim() || message).split('\n').at(-1)?.slice(0, 200) ?? '')
    }
  }
  throw new NoPostgres(
    process.getuid?.() === 0
      ? `PostgreSQL does not run as root, and no other user can run it here (${failures.join('; ')}): start Parley as another user.`
      : `PostgreSQL cannot be run here (${failures.join('; ')}).`,
  )
}

function identitiesOfRoot(directory: string): Identity[] {
  const people = peopleOfSystem()
  const nobody = people.find(({ name }) => NOBODY.includes(name)) ?? people.find(({ uid }) => uid > 0)
  const inNamespace = nobody ? [ownNamespace(nobody)] : []
  if (existsSync(directory)) {
    const { uid, gid } = statSync(directory)
    return uid === 0 ? inNamespace : [otherUser({ uid, gid })]
  }
  const owners = [dirname(directory), dirname(dirname(directory))]
    .map((folder) => statSync(folder))
    .filter(({ uid }) => uid > 0)
  return [...owners.slice(0, 1).map(otherUser), ...inNamespace, ...(nobody ? [otherUser(nobody)] : [])]
}

/** Only users known to the system: PostgreSQL looks up the name of its own user. */
function peopleOfSystem(): Person[] {
  const lines = existsSync('/etc/passwd') ? readFileSync('/etc/passwd', 'utf8').split('\n') : []
  return lines.flatMap((line) => {
    const [name = '', , uid, gid] = line.split(':')
    return gid === undefined ? [] : [{ name, uid: Number(uid), gid: Number(gid) }]
  })
}

/** Runs the programs as that user and within a folder, to get their version. Throws if they cannot run. */
function majorOf(programs: Programs, identity: Identity, folder: string): number {
  const postgres = programNamed(programs.bin, 'postgres')
  const look =
    process.platform === 'win32'
      ? [postgres, '--version']
      : ['sh', '-c', 'cd "$1" && exec "$2" --version', 'sh', folder, postgres]
  const [command = '', ...args] = [...identity.through, ...programs.through, ...look]
  // Other users can traverse the folder, but not list it.
  if (identity.user && (statSync(folder).mode & 0o001) === 0 && statSync(folder).uid !== identity.user.uid)
    chmodSync(folder, statSync(folder).mode | 0o011)
  const said = execFileSync(command, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    ...identity.user,
  })
  return Number(/(\d+)/.exec(said)?.[1] ?? 0)
}

/** Gives a file or folder to that identity. */
export function give(path: string, { user }: Identity): void {
  if (user) chownSync(path, user.uid, user.gid)
}
