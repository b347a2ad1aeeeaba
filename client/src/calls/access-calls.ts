import type { z } from 'zod'
import type { Page } from '#contract/page.ts'
import type {
  ApiKey,
  ApiKeyPage,
  ChangeMember,
  ChangePassword,
  ChangeTenant,
  CreateApiKey,
  CreatedApiKey,
  CreatedInvitation,
  CreateInvitation,
  CreateTenant,
  Invitation,
  ListMembers,
  LogIn,
  Me,
  Member,
  OfferedInvitation,
  Register,
  RunTenant,
  ServerStatus,
  SetUpOwner,
  SignedIn,
  Session,
  Tenant,
} from '#contract/shapes/people.ts'
import type { Quota, Plan } from '#contract/shapes/plan.ts'
import type { TokenStore } from '../tokens.ts'
import { path, type Transport } from '../transport.ts'
import type { PageOptions } from './page-options.ts'

/** Signing in and out. What is handed back is also put into the client's token store, when it has one. */
export const accessCalls = ({ call, bearer }: Transport, tokens: TokenStore | null) => {
  const enter = async (to: string, body: unknown): Promise<SignedIn> => {
    const signedIn = await call<SignedIn>('POST', to, { body, isPublic: true })
    tokens?.write(signedIn)
    return signedIn
  }
  return {
    status: () => call<z.output<typeof ServerStatus>>('GET', '/v1/status', { isPublic: true }),
    setUp: (input: z.input<typeof SetUpOwner>) => enter('/v1/setup', input),
    register: (input: z.input<typeof Register>) => enter('/v1/auth/register', input),
    logIn: (input: z.input<typeof LogIn>) => enter('/v1/auth/login', input),
    /** Ends the session. The tokens are gone afterwards, whether the server could be told or not. */
    async logOut() {
      try {
        if (bearer.current() !== null) await call('POST', '/v1/auth/logout')
      } finally {
        tokens?.write(null)
      }
    },
    me: () => call<Me>('GET', '/v1/me'),
    /** Where the link of an invitation leads, for whoever holds it. */
    readInvitation: (invitationToken: string) =>
      call<OfferedInvitation>('POST', '/v1/invitations/read', { body: { invitationToken }, isPublic: true }),
  }
}

/** One's own account. */
export const accountCalls = ({ call }: Transport) => ({
  rename: (name: string) => call<Member>('PATCH', '/v1/me', { body: { name } }),
  /** Ends every other session of the account. */
  changePassword: (body: z.input<typeof ChangePassword>) => call<void>('POST', '/v1/me/password', { body }),
  sessions: (query: PageOptions = {}) => call<Page<Session>>('GET', '/v1/sessions', { query: { ...query } }),
  endSession: (sessionId: string) => call<void>('DELETE', path`/v1/sessions/${sessionId}`),
})

export const apiKeyCalls = ({ call }: Transport) => ({
  list: (query: PageOptions = {}) =>
    call<z.output<typeof ApiKeyPage>>('GET', '/v1/api-keys', { query: { ...query } }),
  create: (body: z.input<typeof CreateApiKey>) =>
    call<z.output<typeof CreatedApiKey>>('POST', '/v1/api-keys', { body }),
  revoke: (apiKeyId: z.output<typeof ApiKey>['id']) => call<void>('DELETE', path`/v1/api-keys/${apiKeyId}`),
})

export const peopleCalls = ({ call }: Transport) => ({
  members: (query: PageOptions & Pick<z.input<typeof ListMembers>, 'search' | 'role' | 'state'> = {}) =>
    call<Page<Member>>('GET', '/v1/members', { query: { ...query } }),
  changeMember: (memberId: string, body: Omit<z.input<typeof ChangeMember>, 'memberId'>) =>
    call<Member>('PATCH', path`/v1/members/${memberId}`, { body }),
  removeMember: (memberId: string) => call<void>('DELETE', path`/v1/members/${memberId}`),
  invitations: (query: PageOptions = {}) =>
    call<Page<z.output<typeof Invitation>>>('GET', '/v1/invitations', { query: { ...query } }),
  invite: (body: z.input<typeof CreateInvitation>) =>
    call<z.output<typeof CreatedInvitation>>('POST', '/v1/invitations', { body }),
  revokeInvitation: (invitationId: string) => call<void>('DELETE', path`/v1/invitations/${invitationId}`),
})

export const tenantCalls = ({ call }: Transport) => ({
  read: () => call<Tenant>('GET', '/v1/tenant'),
  change: (body: z.input<typeof ChangeTenant>) => call<Tenant>('PATCH', '/v1/tenant', { body }),
  /** The plan, and how much of it is used. */
  quota: () => call<Quota>('GET', '/v1/tenant/quota'),
})

/** All tenants of the server, for those who run it. */
export const tenantsCalls = ({ call }: Transport) => ({
  list: (query: PageOptions = {}) => call<Page<RunTenant>>('GET', '/v1/tenants', { query: { ...query } }),
  create: (body: z.input<typeof CreateTenant>) => call<RunTenant>('POST', '/v1/tenants', { body }),
  read: (tenantId: string) => call<RunTenant>('GET', path`/v1/tenants/${tenantId}`),
  quota: (tenantId: string) => call<Quota>('GET', path`/v1/tenants/${tenantId}/quota`),
  plan: (tenantId: string, plan: Plan) =>
    call<RunTenant>('POST', path`/v1/tenants/${tenantId}/plan`, { body: { plan } }),
  suspend: (tenantId: string) => call<RunTenant>('POST', path`/v1/tenants/${tenantId}/suspend`),
  restore: (tenantId: string) => call<RunTenant>('POST', path`/v1/tenants/${tenantId}/restore`),
  /** For good, with everything in it; only a suspended one. */
  remove: (tenantId: string) => call<void>('DELETE', path`/v1/tenants/${tenantId}`),
})
