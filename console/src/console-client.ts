import { openClient, tokensInStorage, type Tokens, type TokenStore } from '#client/index.ts'

const STORED_AS = 'parley.sign-in'
const stored = tokensInStorage(localStorage, STORED_AS)
const listeners = new Set<() => void>()
const tell = () => {
  for (const listener of listeners) listener()
}

/*
 * Both tokens are in storage. In memory alone the access token would be no safer, since a script in this page could
 * use the refresh token as well; but every reload would spend a refresh token, and one that is interrupted while its
 * answer is under way would end the sign-in. What keeps foreign scripts out is the strict content policy.
 */
const tokens: TokenStore = {
  read: stored.read,
  write(next: Tokens | null) {
    stored.write(next)
    tell()
  },
}

addEventListener('storage', ({ key }) => {
  if (key === STORED_AS || key === null) tell()
})

export const client = openClient({ baseUrl: location.origin, credentials: { tokens }, live: 'socket' })

export const isSignedIn = (): boolean => tokens.read() !== null

/** Tells when somebody signed in or out, in this tab or another. */
export const onSignInChange = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
