import { get, patch, post, remove } from '../route.ts'

/** Signing in, accounts, API keys and the people of a tenant. */
export const accessRoutes = {
  auth: {
    /** What an invitation’s link is for. */
    readInvitation: post('/v1/invitations/read', {
      name: 'invitation.read',
      permission: 'public',
      input: 'ReadInvitation',
      output: 'OfferedInvitation',
      summary: 'Read the invitation behind an invitation link',
    }),
    status: get('/v1/status', {
      name: 'server-status.read',
      permission: 'public',
      output: 'ServerStatus',
      summary: 'Read the public status of the server',
    }),
    setUp: post('/v1/setup', {
      name: 'owner.set-up',
      permission: 'public',
      input: 'SetUpOwner',
      output: 'SignedIn',
      status: 201,
      summary: 'Create the first owner with the one-time setup link',
    }),
    register: post('/v1/auth/register', {
      name: 'member.register',
      permission: 'public',
      input: 'Register',
      output: 'SignedIn',
      status: 201,
      summary: 'Register as an end user, or with an invitation',
    }),
    logIn: post('/v1/auth/login', {
      name: 'session.log-in',
      permission: 'public',
      input: 'LogIn',
      output: 'SignedIn',
      summary: 'Sign in',
    }),
    refresh: post('/v1/auth/refresh', {
      name: 'session.refresh',
      permission: 'public',
      input: 'Refresh',
      output: 'SignedIn',
      summary: 'Exchange a refresh token for new tokens',
    }),
    /** Ends the session. The tokens are dropped afterwards, even if the server could not be reached. */
    logOut: post('/v1/auth/logout', {
      name: 'session.log-out',
      permission: 'profile:read',
      summary: 'Sign out',
    }),
    me: get('/v1/me', {
      name: 'profile.read',
      permission: 'profile:read',
      refreshedBy: ['member', 'tenant'],
      output: 'Me',
      summary: 'Read your account and permissions',
    }),
    createSocketTicket: post('/v1/socket-tickets', {
      name: 'socket-ticket.create',
      permission: 'event:follow',
      output: 'SocketTicket',
      status: 201,
      summary: 'Create a ticket that opens one WebSocket',
    }),
  },
  account: {
    rename: patch('/v1/me', {
      name: 'profile.change',
      permission: 'profile:write',
      input: 'ChangeProfile',
      output: 'Member',
      summary: 'Change your name',
    }),
    /** Ends every other session of the account. */
    changePassword: post('/v1/me/password', {
      name: 'password.change',
      permission: 'profile:write',
      input: 'ChangePassword',
      summary: 'Change your password',
    }),
    sessions: get('/v1/sessions', {
      name: 'session.list',
      permission: 'profile:write',
      input: 'ListSessions',
      output: 'SessionPage',
      summary: 'List your active sessions',
    }),
    endSession: remove('/v1/sessions/:sessionId', {
      name: 'session.end',
      permission: 'profile:write',
      summary: 'End a session',
    }),
  },
  apiKeys: {
    list: get('/v1/api-keys', {
      name: 'api-key.list',
      permission: 'api-key:manage',
      input: 'ListApiKeys',
      output: 'ApiKeyPage',
      summary: 'List your API keys',
    }),
    create: post('/v1/api-keys', {
      name: 'api-key.create',
      permission: 'api-key:manage',
      input: 'CreateApiKey',
      output: 'CreatedApiKey',
      status: 201,
      summary: 'Create an API key',
    }),
    revoke: remove('/v1/api-keys/:apiKeyId', {
      name: 'api-key.revoke',
      permission: 'api-key:manage',
      summary: 'Revoke an API key',
    }),
  },
  people: {
    members: get('/v1/members', {
      name: 'member.list',
      permission: 'member:read',
      input: 'ListMembers',
      output: 'MemberPage',
      summary: 'List members',
    }),
    changeMember: patch('/v1/members/:memberId', {
      name: 'member.change',
      permission: 'member:manage',
      input: 'ChangeMember',
      output: 'Member',
      summary: 'Change a member',
    }),
    removeMember: remove('/v1/members/:memberId', {
      name: 'member.remove',
      permission: 'member:manage',
      summary: 'Remove a member',
    }),
    resetPassword: post('/v1/members/:memberId/password', {
      name: 'password.reset',
      permission: 'member:manage',
      input: 'ResetPassword',
      summary: 'Reset the password of a member',
    }),
    invitations: get('/v1/invitations', {
      name: 'invitation.list',
      permission: 'member:manage',
      refreshedBy: ['member'],
      input: 'ListInvitations',
      output: 'InvitationPage',
      summary: 'List open invitations',
    }),
    invite: post('/v1/invitations', {
      name: 'invitation.create',
      permission: 'member:manage',
      input: 'CreateInvitation',
      output: 'CreatedInvitation',
      status: 201,
      summary: 'Create an invitation',
    }),
    revokeInvitation: remove('/v1/invitations/:invitationId', {
      name: 'invitation.revoke',
      permission: 'member:manage',
      summary: 'Revoke an invitation',
    }),
  },
} as const
