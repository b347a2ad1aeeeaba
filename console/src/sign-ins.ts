import { tokensInStorage, type Tokens } from '#client/index.ts'
import type { SignedIn } from '#contract/shapes/people.ts'

/** An organisation that somebody is signed in to in this browser. */
export interface Place {
  readonly tenantId: string
  readonly name: string
  /** Under which its tokens are kept. */
  readonly key: string
}

const FIRST = 'parley.sign-in'
const PLACES = 'parley.places'
const HERE = 'parley.place'

/**
 * The sign-ins of this browser: an account in each of several organisations, each proven there by its own password.
 * A tab has one of them, and keeps it whatever other tabs do. What is `local` is shared by all tabs.
 */
export function openSignIns(local: Storage, tab: Storage) {
  const tokensAt = (key: string) => tokensInStorage(local, key)
  const places = (): Place[] => {
    try {
      const held: unknown = JSON.parse(local.getItem(PLACES) ?? '[]')
      return Array.isArray(held) ? held.filter(isPlace).filter(({ key }) => tokensAt(key).read()) : []
    } catch {
      return []
    }
  }
  const keep = (all: readonly Place[]) => local.setItem(PLACES, JSON.stringify(all))
  const stay = (key: string) => {
    tab.setItem(HERE, key)
    // A tab that is opened later begins where somebody was last.
    local.setItem(HERE, key)
  }
  const key = (): string => {
    const own = tab.getItem(HERE)
    if (own !== null) return own
    const last = local.getItem(HERE) ?? FIRST
    const begun = tokensAt(last).read() ? last : FIRST
    tab.setItem(HERE, begun)
    return begun
  }
  const remember = ({ id, name }: { id: string; name: string }) => {
    const here = { tenantId: id, name, key: key() }
    keep([...places().filter((one) => one.tenantId !== id && one.key !== here.key), here])
  }
  return {
    places,
    key,
    read: () => tokensAt(key()).read(),
    /** Keeps renewed tokens of this tab's sign-in, or none when it is over. */
    write: (next: Tokens | null) => tokensAt(key()).write(next),
    /** Says what the organisation of this tab's sign-in is called. */
    remember,
    /** Puts a new sign-in beside the others, in the place of an earlier one of its organisation; this tab has it then. */
    take(signedIn: SignedIn) {
      const { tenant } = signedIn
      const known = places().find(({ tenantId }) => tenantId === tenant.id)?.key
      stay(known ?? (tokensAt(FIRST).read() ? `${FIRST}/${tenant.id}` : FIRST))
      tokensAt(key()).write(signedIn)
      remember(tenant)
    },
    goTo: (place: Place) => stay(place.key),
    /** The keys of all sign-ins, also of those that this tab knows nothing of. */
    keys: () =>
      Array.from({ length: local.length }, (_, at) => local.key(at) ?? '').filter(
        (one) => one === FIRST || one.startsWith(`${FIRST}/`),
      ),
    /** Forgets where tabs begin, once nobody is signed in anywhere. */
    forgetPlaces() {
      local.removeItem(PLACES)
      local.removeItem(HERE)
      tab.removeItem(HERE)
    },
  }
}

const isPlace = (held: unknown): held is Place => {
  const { tenantId, name, key } = (held ?? {}) as Partial<Place>
  return [tenantId, name, key].every((one) => typeof one === 'string')
}
