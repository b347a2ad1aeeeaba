import {
  type AuthorizationServerMetadata,
  checkResourceAllowed,
  discoverOAuthServerInfo,
  exchangeAuthorization,
  extractWWWAuthenticateParams,
  type FetchLike,
  OAuthError,
  type OAuthClientInformationMixed,
  type OAuthTokens,
  refreshAuthorization,
  registerClient,
  resourceUrlFromServerUrl,
  startAuthorization,
} from '@modelcontextprotocol/client'
import type { BegunSignIn, ToolAuthorization, ToolGrant, ToolSignIns } from '#kernel/tool-sign-ins.ts'
import { toolServerFault } from '#kernel/tool-server-fault.ts'
import { limitedFetch } from './limited-fetch.ts'
import { faultOf } from './fault-of.ts'

const BYTES_MAX = 262_144
const TIME_MAX_MS = 15_000
/** Errors that end a grant for good, according to RFC 6749; any other may be temporary. */
const SPENT = ['invalid_grant', 'invalid_client', 'unauthorized_client']

type Discovered = Awaited<ReturnType<typeof discoverOAuthServerInfo>>

/** Signs in over a guarded fetch: metadata can never lead into a private network. */
export function openSignIns(guarded: FetchLike): ToolSignIns {
  const fetchFor = (signal: AbortSignal): FetchLike => {
    const within = AbortSignal.any([signal, AbortSignal.timeout(TIME_MAX_MS)])
    const limited = limitedFetch(guarded, { bytesMax: BYTES_MAX, headers: () => ({}), onTooLarge() {} })
    // The SDK sends forms as parameters, and the guarded fetch takes text.
    return (url, init = {}) =>
      limited(url, {
        ...init,
        ...(init.body instanceof URLSearchParams && { body: init.body.toString() }),
        signal: within,
        redirect: 'manual',
      })
  }
  const tried = async <R>(signal: AbortSignal, work: (fetchFn: FetchLike) => Promise<R>): Promise<R> => {
    try {
      return await work(fetchFor(signal))
    } catch (error) {
      signal.throwIfAborted()
      throw OAuthError.isInstance(error) ? toolServerFault('refused', error) : faultOf(error)
    }
  }
  return {
    begin: (server, back, signal) => tried(signal, (fetchFn) => begin(server, back, fetchFn)),
    finish: (begun, answer, signal) => tried(signal, (fetchFn) => finish(begun, answer, fetchFn)),
    renew: (grant, signal) => tried(signal, (fetchFn) => renew(grant, fetchFn)),
  }
}

async function begin(
  { url, client }: Parameters<ToolSignIns['begin']>[0],
  { redirectUrl, state }: Parameters<ToolSignIns['begin']>[1],
  fetchFn: FetchLike,
) {
  const found = await discover(url, fetchFn)
  const { authorizationServerUrl, authorizationServerMetadata: metadata, resourceMetadata } = found
  if (!metadata) throw toolServerFault('protocol')
  const resource = resourceOf(url, found)
  const scope = resourceMetadata?.scopes_supported?.join(' ')
  const clientInformation: OAuthClientInformationMixed = client
    ? { client_id: client.id, ...(client.secret !== null && { client_secret: client.secret }) }
    : await registerClient(authorizationServerUrl, {
        metadata,
        clientMetadata: {
          client_name: 'Parley',
          redirect_uris: [redirectUrl],
          grant_types: ['authorization_code', 'refresh_token'],
          response_types: ['code'],
          token_endpoint_auth_method: 'none',
        },
        fetchFn,
      })
  const { authorizationUrl, codeVerifier } = await startAuthorization(authorizationServerUrl, {
    metadata,
    clientInformation,
    redirectUrl,
    state,
    resource,
    ...(scope && { scope }),
  })
  // A person's browser is sent there: it must be a web page.
  if (!/^https?:$/.test(authorizationUrl.protocol)) throw toolServerFault('protocol')
  const at: ToolAuthorization = {
    issuer: metadata.issuer,
    metadata: metadata as Record<string, unknown>,
    client: clientInformation as Record<string, unknown>,
    resource,
  }
  return { page: authorizationUrl.href, begun: { at, codeVerifier, redirectUrl } }
}

async function finish(
  { at, codeVerifier, redirectUrl }: BegunSignIn,
  { code, issuer }: Parameters<ToolSignIns['finish']>[1],
  fetchFn: FetchLike,
): Promise<ToolGrant> {
  const tokens = await exchangeAuthorization(at.issuer, {
    ...known(at),
    authorizationCode: code,
    ...(issuer !== null && { iss: issuer }),
    codeVerifier,
    redirectUri: redirectUrl,
    fetchFn,
  })
  return grantOf(tokens, at)
}

/** Null if the server grants nothing more. */
async function renew({ at, refreshToken }: ToolGrant, fetchFn: FetchLike): Promise<ToolGrant | null> {
  if (refreshToken === null) return null
  try {
    return grantOf(await refreshAuthorization(at.issuer, { ...known(at), refreshToken, fetchFn }), at)
  } catch (error) {
    if (OAuthError.isInstance(error) && SPENT.includes(String(error.code))) return null
    throw error
  }
}

/** Asks the server itself first where its metadata is. */
async function discover(url: string, fetchFn: FetchLike): Promise<Discovered> {
  const answer = await fetchFn(url, { method: 'GET', headers: { accept: 'text/event-stream' } })
  const { resourceMetadataUrl } = extractWWWAuthenticateParams(answer)
  await answer.body?.cancel()
  // A server's own metadata is at its own origin.
  const isItsOwn = resourceMetadataUrl?.origin === new URL(url).origin
  return discoverOAuthServerInfo(url, {
    fetchFn,
    ...(resourceMetadataUrl && isItsOwn && { resourceMetadataUrl }),
  })
}

/** The resource for which tokens are requested: the server, as named by its metadata, if that matches its URL. */
function resourceOf(url: string, { resourceMetadata }: Discovered): string {
  const own = resourceUrlFromServerUrl(url)
  if (!resourceMetadata) return own.href
  const isOurs = checkResourceAllowed({
    requestedResource: own,
    configuredResource: resourceMetadata.resource,
  })
  if (!isOurs) throw toolServerFault('protocol')
  return resourceMetadata.resource
}

const known = ({ metadata, client, resource }: ToolAuthorization) => ({
  metadata: metadata as unknown as AuthorizationServerMetadata,
  clientInformation: client as unknown as OAuthClientInformationMixed,
  resource,
})

const grantOf = (tokens: OAuthTokens, at: ToolAuthorization): ToolGrant => ({
  accessToken: tokens.access_token,
  refreshToken: tokens.refresh_token ?? null,
  expiresAt: tokens.expires_in === undefined ? null : Date.now() + tokens.expires_in * 1_000,
  at,
})
