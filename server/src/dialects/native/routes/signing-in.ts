import * as access from '#features/access/index.ts'
import { making, route, type Route } from './route.ts'

/** Signing in, and a member's own account, sessions and API keys. */
export const signingInRoutes: readonly Route[] = [
  route('GET', '/v1/status', access.readServerStatus, 'Read the public status of the server'),
  making('/v1/setup', access.setUpOwner, 'Create the first owner with the one-time setup link'),
  making('/v1/auth/register', access.register, 'Register as an end user, or with an invitation'),
  route('POST', '/v1/auth/login', access.logIn, 'Sign in'),
  route('POST', '/v1/auth/refresh', access.refreshSession, 'Exchange a refresh token for new tokens'),
  route('POST', '/v1/auth/logout', access.logOut, 'Sign out'),
  route('GET', '/v1/me', access.readMe, 'Read your account and permissions'),
  route('PATCH', '/v1/me', access.changeProfile, 'Change your name'),
  route('POST', '/v1/me/password', access.changePassword, 'Change your password'),
  route('GET', '/v1/sessions', access.listSessions, 'List your active sessions'),
  route('DELETE', '/v1/sessions/:sessionId', access.endSession, 'End a session'),
  route('GET', '/v1/api-keys', access.listApiKeys, 'List your API keys'),
  making('/v1/api-keys', access.createApiKey, 'Create an API key'),
  route('DELETE', '/v1/api-keys/:apiKeyId', access.revokeApiKey, 'Revoke an API key'),
  making('/v1/socket-tickets', access.createSocketTicket, 'Create a ticket that opens one WebSocket'),
]
