import { ApiError } from './api-error.ts'
import { pause } from './pause.ts'
import type { TokenStore, Tokens } from './tokens.ts'

/** What a client authenticates with: an API key for programs, or the tokens of a person who signed in. */
export type Credentials = { apiKey: string } | { tokens: TokenStore }

export interface Bearer {
  /** The token to send, or null if nobody is signed in. */
  current(): string | null
  /** Called when a token was refused: obtains another one. False if there is none; the session is over. */
  renew(refused: string): Promise<boolean>
  /** Slug or id of the tenant to enter instead of one’s own; null for one’s own. */
  tenant(): string | null
}

/** How long a tab that lost the race for a refresh waits for the winner to store its tokens. */
const RACE_MS = 400

export function openBearer(
  credentials: Credentials,
  refresh: (refreshToken: string) => Promise<Tokens>,
  tenant: Bearer['tenant'] = () => null,
): Bearer {
  if ('apiKey' in credentials) return { current: () => credentials.apiKey, renew: async () => false, tenant }
  const store = credentials.tokens
  let renewing: Promise<boolean> | null = null

  const renewNow = async (refused: string): Promise<boolean> => {
    const held = store.read()
    if (!held) return false
    if (held.accessToken !== refused) return true
    try {
      store.write(await refresh(held.refreshToken))
      return true
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'unauthenticated') throw error
      // A refresh token is good once. Where tabs cannot lock, the one that was faster has stored its successor.
      await pause(RACE_MS)
      const now = store.read()
      if (now && now.refreshToken !== held.refreshToken) return true
      store.write(null)
      return false
    }
  }

  return {
    tenant,
    current: () => store.read()?.accessToken ?? null,
    renew(refused) {
      renewing ??= oneTabAtATime(() => renewNow(refused)).finally(() => {
        renewing = null
      })
      return renewing
    },
  }
}

/** A value stored by another tab is visible here a moment after its lock was released. */
const SETTLE_MS = 80
const CONTENDED_MS = 5

/** Locks exist only on secure origins; elsewhere the server settles a race, and it is noticed afterwards. */
async function oneTabAtATime<R>(run: () => Promise<R>): Promise<R> {
  if (typeof navigator !== 'object' || !('locks' in navigator)) return run()
  const askedAt = performance.now()
  return navigator.locks.request('parley.renew', async () => {
    if (performance.now() - askedAt > CONTENDED_MS) await pause(SETTLE_MS)
    return run()
  })
}
