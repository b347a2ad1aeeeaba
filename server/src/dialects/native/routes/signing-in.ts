import * as access from '#features/access/index.ts'
import { making, route, type Route } from './route.ts'

/** Signing in, and what is one’s own. */
export const signingInRoutes: readonly Route[] = [
  route('GET', '/v1/status', access.readServerStatus, 'What an unknown visitor may know of this server'),
  making('/v1/setup', access.setUpOwner, 'Make the first owner, by the one-time link'),
  making('/v1/auth/register', access.register, 'Register as an end user, or by invitation'),
  route('POST', '/v1/auth/login', access.logIn, 'Sign in'),
  route('POST', '/v1/auth/refresh', access.refreshSession, 'Exchange a refresh token for new tokens'),
  route('POST', '/v1/auth/logout', access.logOut, 'Sign out'),
  route('GET', '/v1/me', access.readMe, 'Who one is, and what one may do'),
  route('PATCH', '/v1/me', access.changeProfile, "Change one's own name"),
  route('POST', '/v1/me/password', access.changePassword, "Change one's own password"),
  route('GET', '/v1/sessions', access.listSessions, 'List active sessions'),
  route('DELETE', '/v1/sessions/:sessionId', access.endSession, 'End a session'),
  route('GET', '/v1/api-keys', access.listApiKeys, "List one's API keys"),
  making('/v1/api-keys', access.createApiKey, 'Create an API key'),
  route('DELETE', '/v1/api-keys/:apiKeyId', access.revokeApiKey, 'Revoke an API key'),
  making('/v1/socket-tickets', access.createSocketTicket, 'Get a ticket that opens one socket'),
]
