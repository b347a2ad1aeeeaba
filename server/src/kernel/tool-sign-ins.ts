/** An OAuth grant of a tool server. JSON, and secret as a whole. */
export interface ToolGrant {
  readonly accessToken: string
  readonly refreshToken: string | null
  /** Milliseconds since 1970; null if unknown. */
  readonly expiresAt: number | null
  /** Where it is refreshed, as which client and for which resource, as discovered and checked at the start. */
  readonly at: ToolAuthorization
}

/** The discovered authorization server of a tool server, and our client there. JSON. */
export interface ToolAuthorization {
  readonly issuer: string
  readonly metadata: Readonly<Record<string, unknown>>
  readonly client: Readonly<Record<string, unknown>>
  readonly resource: string
}

/** What is needed when somebody returns from a sign-in. JSON, and secret as a whole. */
export interface BegunSignIn {
  readonly at: ToolAuthorization
  readonly codeVerifier: string
  readonly redirectUrl: string
}

/**
 * OAuth 2.1 sign-in to tool servers: discovery (RFC 9728 and 8414) with matching issuer and resource, PKCE, dynamic client
 * registration (RFC 7591) unless a client is given, and tokens for one resource (RFC 8707). All throw a Fault whose `reason`
 * is a ToolServerErrorCode, or the signal's reason.
 */
export interface ToolSignIns {
  /** Discovers the authorization server and returns the page to send the person to. */
  begin(
    to: { url: string; client: { id: string; secret: string | null } | null },
    back: { redirectUrl: string; state: string },
    signal: AbortSignal,
  ): Promise<{ page: string; begun: BegunSignIn }>
  /** Exchanges the authorization code that the person came back with. */
  finish(
    begun: BegunSignIn,
    came: { code: string; issuer: string | null },
    signal: AbortSignal,
  ): Promise<ToolGrant>
  /** The refreshed grant; null if it cannot be refreshed any more and somebody must sign in again. */
  renew(grant: ToolGrant, signal: AbortSignal): Promise<ToolGrant | null>
}
