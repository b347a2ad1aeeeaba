import { openClient, tokensInMemory, tokensInStorage, type TokenStore } from '#client/index.ts'
import type { SignedIn } from '#contract/shapes/people.ts'
import { createStore } from './store.ts'
import { openSessions, type Workspace } from './sessions.ts'

const ENTERED_AS = 'parley.tenant'
const sessions = openSessions(localStorage, sessionStorage)

/** Whether somebody is signed in in this tab, by it or by another that shares its session. */
export const signedIn = createStore(sessions.read() !== null)

/** The organisations that this browser is signed in to. */
export const workspaces = createStore<readonly Workspace[]>(sessions.workspaces())

function lookAgain() {
  signedIn.set(sessions.read() !== null)
  workspaces.set(sessions.workspaces())
}

/*
 * Both tokens are in storage. In memory alone the access token would be no safer, since a script in this page could
 * use the refresh token as well; but every reload would spend a refresh token, and one that is interrupted while its
 * answer is under way would end the session. What keeps foreign scripts out is the strict content policy.
 */
const tokens: TokenStore = {
  read: sessions.read,
  write(next) {
    sessions.write(next)
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

/** Whether this tab uses the session of that workspace. */
export const isHere = ({ key }: Workspace): boolean => key === sessions.key()

/** Goes on in this tab as somebody who is signed in elsewhere already, and begins anew there. Other tabs stay where they are. */
export function goTo(workspace: Workspace) {
  sessions.goTo(workspace)
  enterTenant(null)
}

/** Says what the organisation is called that this tab is signed in to. */
export function rememberWorkspace(tenant: { id: string; name: string }) {
  sessions.remember(tenant)
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
  sessions.take(await how(door))
  sessionStorage.removeItem(ENTERED_AS)
  lookAgain()
}

/** Ends every session of this browser. The tokens are gone from here whatever the server says. */
export async function signOut(): Promise<void> {
  await Promise.all(
    sessions.keys().map((key) =>
      openClient({
        baseUrl: location.origin,
        credentials: { tokens: tokensInStorage(localStorage, key) },
      })
        .auth.logOut()
        .catch(() => {}),
    ),
  )
  sessions.forgetWorkspaces()
  tokens.write(null)
}
