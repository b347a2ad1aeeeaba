import { openClient, tokensInMemory, tokensInStorage, type TokenStore } from '#client/index.ts'
import type { SignedIn } from '#contract/shapes/people.ts'
import { openCell } from './data/cell.ts'
import { openSignIns, type Place } from './sign-ins.ts'

const ENTERED_AS = 'parley.tenant'
const signIns = openSignIns(localStorage, sessionStorage)

/** Whether somebody is signed in in this tab, by it or by another that shares its sign-in. */
export const signedIn = openCell(signIns.read() !== null)

/** The organisations that this browser is signed in to. */
export const places = openCell<readonly Place[]>(signIns.places())

function lookAgain() {
  signedIn.set(signIns.read() !== null)
  places.set(signIns.places())
}

/*
 * Both tokens are in storage. In memory alone the access token would be no safer, since a script in this page could
 * use the refresh token as well; but every reload would spend a refresh token, and one that is interrupted while its
 * answer is under way would end the sign-in. What keeps foreign scripts out is the strict content policy.
 */
const tokens: TokenStore = {
  read: signIns.read,
  write(next) {
    signIns.write(next)
    if (next === null) sessionStorage.removeItem(ENTERED_AS)
    lookAgain()
  },
}

addEventListener('storage', lookAgain)

/** Enters another organisation in this tab, or goes back to one's own, and begins anew there. For those who run the server. */
export function enterTenant(slug: string | null) {
  if (slug === null) sessionStorage.removeItem(ENTERED_AS)
  else sessionStorage.setItem(ENTERED_AS, slug)
  location.assign('/')
}

/** The organisation that this tab entered instead of one's own. */
export const enteredTenant = (): string | null => sessionStorage.getItem(ENTERED_AS)

/** Whether this tab has the sign-in of that place. */
export const isHere = ({ key }: Place): boolean => key === signIns.key()

/** Goes on in this tab as somebody who is signed in elsewhere already, and begins anew there. Other tabs stay where they are. */
export function goTo(place: Place) {
  signIns.goTo(place)
  enterTenant(null)
}

/** Says what the organisation is called that this tab is signed in to. */
export function rememberPlace(tenant: { id: string; name: string }) {
  signIns.remember(tenant)
  lookAgain()
}

export const client = openClient({
  baseUrl: location.origin,
  credentials: { tokens },
  live: 'socket',
  tenant: enteredTenant,
})

/** Signs somebody in beside whoever is signed in already: this tab is theirs then. */
export async function enterBy(how: (door: typeof client) => Promise<SignedIn>): Promise<void> {
  const door = openClient({ baseUrl: location.origin, credentials: { tokens: tokensInMemory() } })
  signIns.take(await how(door))
  sessionStorage.removeItem(ENTERED_AS)
  lookAgain()
}

/** Ends every sign-in of this browser. The tokens are gone from here whatever the server says. */
export async function signOut(): Promise<void> {
  await Promise.all(
    signIns.keys().map((key) =>
      openClient({
        baseUrl: location.origin,
        credentials: { tokens: tokensInStorage(localStorage, key) },
      })
        .logOut()
        .catch(() => {}),
    ),
  )
  signIns.forgetPlaces()
  tokens.write(null)
}
