/** A sign-in at a server of tools that was granted. JSON, and secret as a whole. */
export interface ToolGrant {
  readonly accessToken: string
  readonly refreshToken: string | null
  /** Milliseconds since 1970; null where nobody said. */
  readonly expiresAt: number | null
  /** Where it is renewed, as whom and for what: what was discovered and checked when it was begun. */
  readonly at: ToolAuthorization
}

/** What was discovered of where one signs in to a server of tools, and as whom we do. JSON. */
export interface ToolAuthorization {
  readonly issuer: string
  readonly metadata: Readonly<Record<string, unknown>>
  readonly client: Readonly<Record<string, unknown>>
  readonly resource: string
}

/** What must be known when somebody comes back from a sign-in that was begun. JSON, and secret as a whole. */
export interface BegunSignIn {
  readonly at: ToolAuthorization
  readonly codeVerifier: string
  readonly redirectUrl: string
}

/**
 * Sign-ins of OAuth 2.1 at servers of tools: discovery by RFC 9728 and 8414 whose issuer and resource must match, PKCE,
 * registration of ourselves (RFC 7591) unless a client is given, tokens for one resource (RFC 8707). All throw a Fault
 * whose `reason` is a ToolServerErrorCode, or the signal's reason.
 */
export interface ToolSignIns {
  /** Discovers where one signs in, and answers the page that a person is sent to. */
  begin(
    to: { url: string; client: { id: string; secret: string | null } | null },
    back: { redirectUrl: string; state: string },
    signal: AbortSignal,
  ): Promise<{ page: string; begun: BegunSignIn }>
  /** Exchanges what a person came back with. */
  finish(
    begun: BegunSignIn,
    came: { code: string; issuer: string | null },
    signal: AbortSignal,
  ): Promise<ToolGrant>
  /** The grant renewed; null where it is renewed no more, so that somebody must sign in again. */
  renew(grant: ToolGrant, signal: AbortSignal): Promise<ToolGrant | null>
}
