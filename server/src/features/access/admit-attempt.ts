import { findMembersOfEmail } from '#features/people/index.ts'
import type { Application } from '#kernel/application.ts'
import { boundedMap } from '#kernel/bounded-map.ts'
import { asFault } from '#kernel/fault.ts'
import { beginAttempt, FROM_EVERYWHERE, networkOf, noteEntered } from './attempts.ts'
import { addressesOf } from './sign-in-store.ts'

const STRANGER_MS = 60_000
const STRANGERS_MAX = 50_000
const MEMBERS_MAX = 5
const strangers = new WeakMap<object, ReturnType<typeof boundedMap<number>>>()

/**
 * `beginAttempt` for an account that may have been entered from there before this process began. That is looked up only
 * where it decides, and for a stranger once a minute. Throws Fault `rate_limited`.
 */
export async function admitAttempt(
  app: Application,
  account: string,
  address: string | null,
): Promise<() => void> {
  try {
    return beginAttempt(app, account, address)
  } catch (error) {
    if (asFault(error).internal !== FROM_EVERYWHERE || !(await wasThere(app, account, address))) throw error
    noteEntered(app, account, address)
    return beginAttempt(app, account, address)
  }
}

async function wasThere(app: Application, account: string, address: string | null): Promise<boolean> {
  const book = strangers.get(app.live) ?? boundedMap<number>(STRANGERS_MAX)
  strangers.set(app.live, book)
  const network = networkOf(address)
  const key = `${network} ${account}`
  if ((book.get(key) ?? Number.NEGATIVE_INFINITY) > performance.now() - STRANGER_MS) return false
  const known = await app.database.system(async (tx) => {
    const members = await findMembersOfEmail(tx, account, { tenantId: null, limit: MEMBERS_MAX })
    return addressesOf(
      tx,
      members.map(({ id }) => id),
    )
  })
  const isKnown = address !== null && known.some((one) => networkOf(one) === network)
  if (!isKnown) book.set(key, performance.now())
  return isKnown
}
