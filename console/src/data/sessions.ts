import { tokensInStorage, type Tokens } from '#client/index.ts'
import type { SignedIn } from '#contract/shapes/people.ts'

/** An organisation that this browser is signed in to. */
export interface Workspace {
  readonly tenantId: string
  readonly name: string
  /** Under which its tokens are kept. */
  readonly key: string
}

const FIRST = 'parley.session'
const WORKSPACES = 'parley.workspaces'
const HERE = 'parley.workspace'

/**
 * The sessions of this browser: an account in each of several organisations, each proven there by its own password.
 * A tab has one of them, and keeps it whatever other tabs do. What is `local` is shared by all tabs.
 */
export function openSessions(local: Storage, tab: Storage) {
  const tokensAt = (key: string) => tokensInStorage(local, key)
  const workspaces = (): Workspace[] => {
    try {
      const held: unknown = JSON.parse(local.getItem(WORKSPACES) ?? '[]')
      return Array.isArray(held) ? held.filter(isWorkspace).filter(({ key }) => tokensAt(key).read()) : []
    } catch {
      return []
    }
  }
  const keep = (all: readonly Workspace[]) => local.setItem(WORKSPACES, JSON.stringify(all))
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
    keep([...workspaces().filter((one) => one.tenantId !== id && one.key !== here.key), here])
  }
  return {
    workspaces,
    key,
    read: () => tokensAt(key()).read(),
    /** Keeps renewed tokens of this tab's session, or none when it is over. */
    write: (next: Tokens | null) => tokensAt(key()).write(next),
    /** Says what the organisation of this tab's session is called. */
    remember,
    /** Puts a new session beside the others, replacing an earlier one of its organisation; this tab has it then. */
    take(signedIn: SignedIn) {
      const { tenant } = signedIn
      const known = workspaces().find(({ tenantId }) => tenantId === tenant.id)?.key
      stay(known ?? (tokensAt(FIRST).read() ? `${FIRST}/${tenant.id}` : FIRST))
      tokensAt(key()).write(signedIn)
      remember(tenant)
    },
    goTo: (workspace: Workspace) => stay(workspace.key),
    /** The keys of all sessions, also of those that this tab knows nothing of. */
    keys: () =>
      Array.from({ length: local.length }, (_, at) => local.key(at) ?? '').filter(
        (one) => one === FIRST || one.startsWith(`${FIRST}/`),
      ),
    /** Forgets where tabs begin, once nobody is signed in anywhere. */
    forgetWorkspaces() {
      local.removeItem(WORKSPACES)
      local.removeItem(HERE)
      tab.removeItem(HERE)
    },
  }
}

const isWorkspace = (held: unknown): held is Workspace => {
  const { tenantId, name, key } = (held ?? {}) as Partial<Workspace>
  return [tenantId, name, key].every((one) => typeof one === 'string')
}
