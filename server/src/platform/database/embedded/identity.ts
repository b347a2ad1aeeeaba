import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { NoPostgres, type Programs, programNamed } from './programs.ts'

/** As whom PostgreSQL runs: it refuses to be root. */
export interface Identity {
  /** What stands before its commands. */
  readonly through: readonly string[]
  /** Whom its processes and files belong to; null: us. */
  readonly user: { readonly uid: number; readonly gid: number } | null
}

interface Person {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

/** What runs a cluster: the programs' version, and as whom they run. */
export interface Runner {
  readonly identity: Identity
  /** Of PostgreSQL, such as 18. */
  readonly major: number
}

const SELF: Identity = { through: [], user: null }
/** Numbers that systems give to whoever is nobody; another user's are as good. */
const NOBODY = ['nobody', 'daemon']

const otherUser = ({ uid, gid }: Pick<Person, 'uid' | 'gid'>): Identity => ({
  through: [],
  user: { uid, gid },
})
/** As root outside, whose files it may enter, and as somebody else to itself. */
const ownNamespace = ({ uid, gid }: Person): Identity => ({
  through: ['unshare', '--user', `--map-user=${uid}`, `--map-group=${gid}`],
  user: null,
})

/**
 * As whom the programs can run on the files in a directory. As root: the one whom the files, or the folders that they will
 * be in, belong to, such as who called `sudo`; root's own in a user namespace, where they are somebody else; or a user without
 * rights. Each is tried. Throws NoPostgres.
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

/** Only those whom the system knows: PostgreSQL asks it for the name of the one that it runs as. */
function peopleOfSystem(): Person[] {
  const lines = existsSync('/etc/passwd') ? readFileSync('/etc/passwd', 'utf8').split('\n') : []
  return lines.flatMap((line) => {
    const [name = '', , uid, gid] = line.split(':')
    return gid === undefined ? [] : [{ name, uid: Number(uid), gid: Number(gid) }]
  })
}

/** Asks the programs which PostgreSQL they are, as that identity and within a folder. Throws where it cannot run them. */
function majorOf(programs: Programs, identity: Identity, folder: string): number {
  const postgres = programNamed(programs.bin, 'postgres')
  const look =
    process.platform === 'win32'
      ? [postgres, '--version']
      : ['sh', '-c', 'cd "$1" && exec "$2" --version', 'sh', folder, postgres]
  const [command = '', ...args] = [...identity.through, ...programs.through, ...look]
  // Who is not its owner goes through the folder to what is theirs, and sees nothing else in it.
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
