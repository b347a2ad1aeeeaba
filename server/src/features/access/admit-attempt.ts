import type { MemberRow } from '#features/people/index.ts'
import type { Application } from '#kernel/application.ts'
import { boundedMap } from '#kernel/bounded-map.ts'
import { type Arrival, type Attempt, isUnderAttack, networkOf, noteEntered } from './attempts.ts'
import { addressesOf } from './session-store.ts'

const STRANGER_MS = 60_000
const STRANGERS_MAX = 50_000
const strangers = new WeakMap<object, ReturnType<typeof boundedMap<number>>>()

/**
 * The key under which attempts on a member are counted: an address may exist in several tenants, each with its own
 * count.
 */
export const accountOf = ({ tenant_id, id }: Pick<MemberRow, 'tenant_id' | 'id'>): string =>
  `${tenant_id} ${id}`

/**
 * The attempt of an arrival on members who may have signed in from there before this process started, or on a name that
 * does not exist. The database is read only if it decides, and for an unknown network once a minute. Throws Fault
 * `rate_limited`.
 */
export async function admitAttempt(
  app: Application,
  arrival: Arrival,
  candidates: readonly MemberRow[],
  { named, address }: { named: string; address: string | null },
): Promise<Attempt> {
  for (const member of candidates) {
    const account = accountOf(member)
    if (isUnderAttack(app, account, address) && (await wasThere(app, member, address)))
      noteEntered(app, account, address)
  }
  return arrival.on(candidates.length > 0 ? candidates.map(accountOf) : [`nobody ${named}`])
}

async function wasThere(app: Application, member: MemberRow, address: string | null): Promise<boolean> {
  const book = strangers.get(app.live) ?? boundedMap<number>(STRANGERS_MAX)
  strangers.set(app.live, book)
  const network = networkOf(address)
  const key = `${network} ${member.id}`
  if ((book.get(key) ?? Number.NEGATIVE_INFINITY) > performance.now() - STRANGER_MS) return false
  const known = await app.database.system((tx) => addressesOf(tx, [member.id]))
  const isKnown = address !== null && known.some((one) => networkOf(one) === network)
  if (!isKnown) book.set(key, performance.now())
  return isKnown
}
