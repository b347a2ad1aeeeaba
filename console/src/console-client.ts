import { openClient, tokensInStorage, type TokenStore } from '#client/index.ts'
import { openCell } from './data/cell.ts'

const STORED_AS = 'parley.sign-in'
const ENTERED_AS = 'parley.tenant'
const stored = tokensInStorage(localStorage, STORED_AS)

/** Whether somebody is signed in, in this tab or another. */
export const signedIn = openCell(stored.read() !== null)

/*
 * Both tokens are in storage. In memory alone the access token would be no safer, since a script in this page could
 * use the refresh token as well; but every reload would spend a refresh token, and one that is interrupted while its
 * answer is under way would end the sign-in. What keeps foreign scripts out is the strict content policy.
 */
const tokens: TokenStore = {
  read: stored.read,
  write(next) {
    stored.write(next)
    if (next === null) sessionStorage.removeItem(ENTERED_AS)
    signedIn.set(next !== null)
  },
}

addEventListener('storage', ({ key }) => {
  if (key === STORED_AS || key === null) signedIn.set(stored.read() !== null)
})

/** Enters another organisation in this tab, or goes back to one's own, and begins anew there. For those who run the server. */
export function enterTenant(slug: string | null) {
  if (slug === null) sessionStorage.removeItem(ENTERED_AS)
  else sessionStorage.setItem(ENTERED_AS, slug)
  location.assign('/')
}

/** The organisation that this tab entered instead of one's own. */
export const enteredTenant = (): string | null => sessionStorage.getItem(ENTERED_AS)

export const client = openClient({
  baseUrl: location.origin,
  credentials: { tokens },
  live: 'socket',
  tenant: enteredTenant,
})
