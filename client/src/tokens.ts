import type { SignedIn } from '#contract/shapes/people.ts'

/** What a client keeps of a session. */
export type Tokens = Pick<SignedIn, 'accessToken' | 'refreshToken' | 'refreshTokenExpiresAt'>

/** Where the tokens of a session are stored. Read before every call, so that several tabs share one session. */
export interface TokenStore {
  read(): Tokens | null
  /** Null when the session ended. */
  write(tokens: Tokens | null): void
}

/** Keeps tokens as long as the process lives. */
export function tokensInMemory(first: Tokens | null = null): TokenStore {
  let held = first
  return {
    read: () => held,
    write(tokens) {
      held = tokens
    },
  }
}

/**
 * Keeps tokens in a browser's storage, shared by the tabs of one origin. Whoever can run a script in the page can
 * read them, as they could use any token the page holds: serve the page under a strict content policy.
 */
export function tokensInStorage(storage: Storage, key: string): TokenStore {
  return {
    read() {
      try {
        const kept: unknown = JSON.parse(storage.getItem(key) ?? 'null')
        return isTokens(kept) ? kept : null
      } catch {
        return null
      }
    },
    write(tokens) {
      if (!tokens) return storage.removeItem(key)
      const { accessToken, refreshToken, refreshTokenExpiresAt } = tokens
      storage.setItem(key, JSON.stringify({ accessToken, refreshToken, refreshTokenExpiresAt }))
    },
  }
}

const isTokens = (value: unknown): value is Tokens =>
  typeof value === 'object' && value !== null && 'accessToken' in value && 'refreshToken' in value
