import { z } from 'zod'
import { Instant, id } from '../ids.ts'
import { PageQuery, pageOf } from '../page.ts'
import { Plan } from './plan.ts'

/** Roles of a tenant's people, lowest first. A platform admin is a member with a mark of its own, never a role here. */
export const Role = z.enum(['visitor', 'end_user', 'operator', 'admin', 'owner'])
export type Role = z.infer<typeof Role>
export const MemberRole = Role.exclude(['visitor'])
export type MemberRole = z.infer<typeof MemberRole>

export const Email = z
  .email()
  .max(254)
  .transform((email) => email.toLowerCase())
/** 8 to 200 characters, no rules of composition; common passwords are refused by the server. */
export const Password = z.string().min(8).max(200)
const personName = z.string().trim().min(1).max(100)

export const Member = z
  .object({
    id: id('member'),
    tenantId: id('tenant'),
    email: z.string(),
    name: z.string(),
    role: MemberRole,
    isPlatformAdmin: z.boolean(),
    isSuspended: z.boolean(),
    lastSeenAt: Instant.nullable().describe(
      'When they last did something while signed in, give or take a minute.',
    ),
    createdAt: Instant,
  })
  .meta({ id: 'Member' })
export type Member = z.infer<typeof Member>
export const MemberPage = pageOf(Member).meta({ id: 'MemberPage' })
export const ListMembers = PageQuery.extend({
  search: z.string().trim().max(200).optional().describe('In names and addresses.'),
  role: MemberRole.optional(),
  state: z.enum(['active', 'suspended']).optional(),
})
export const ChangeMember = z.strictObject({
  memberId: id('member'),
  name: personName.optional(),
  role: MemberRole.optional(),
  isSuspended: z.boolean().optional(),
})
/** One's own account; what is left out stays. */
export const ChangeProfile = z.strictObject({ name: personName })
export const ChangePassword = z.strictObject({
  currentPassword: z.string().min(1).max(200),
  newPassword: Password,
})
export const ResetPassword = z.strictObject({ memberId: id('member'), newPassword: Password })
export const MemberRef = z.strictObject({ memberId: id('member') })

export const Tenant = z
  .object({
    id: id('tenant'),
    name: z.string(),
    slug: z.string(),
    description: z.string().describe('What its people say it is, for themselves and for platform admins.'),
    allowsRegistration: z
      .boolean()
      .describe(
        'Whether anyone may register here as an end user, who talks to the agents that are shared; the address is confirmed where the server sends mail. Off by default.',
      ),
    createdAt: Instant,
  })
  .meta({ id: 'Tenant' })
export type Tenant = z.infer<typeof Tenant>

/** A tenant as platform admins see it. */
export const RunTenant = Tenant.extend({
  suspendedAt: Instant.nullable().describe('Since when nobody may enter; null for a tenant that is open.'),
  plan: Plan,
}).meta({ id: 'RunTenant' })
export type RunTenant = z.infer<typeof RunTenant>
export const TenantPage = pageOf(RunTenant).meta({ id: 'TenantPage' })
export const TenantRef = z.strictObject({ tenantId: id('tenant') })
export const PlanTenant = TenantRef.extend({ plan: Plan })
export const ListTenants = PageQuery
const slug = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'lower-case letters, digits and dashes')
  .describe('Names the tenant at sign-in.')
export const CreateTenant = z.strictObject({
  name: personName,
  slug,
  description: z.string().trim().max(1_000).default(''),
  plan: Plan.optional().describe('Without limits when left out.'),
  owner: z.strictObject({ email: Email, name: personName, password: Password }).optional(),
})
export const ChangeTenant = z.strictObject({
  name: personName.optional(),
  description: z.string().trim().max(1_000).optional(),
  allowsRegistration: z.boolean().optional(),
})

export const Invitation = z
  .object({
    id: id('invitation'),
    email: z.string(),
    role: MemberRole,
    expiresAt: Instant,
    createdAt: Instant,
  })
  .meta({ id: 'Invitation' })
export type Invitation = z.infer<typeof Invitation>
/** What an invitation's link opens; `open` is the one that can be accepted. */
export const OfferedInvitation = z
  .object({
    state: z.enum(['open', 'used', 'expired', 'withdrawn']),
    email: z.string(),
    role: MemberRole,
    tenantName: z.string(),
  })
  .meta({ id: 'OfferedInvitation' })
export type OfferedInvitation = z.infer<typeof OfferedInvitation>
export const ReadInvitation = z.strictObject({ invitationToken: z.string().min(1).max(200) })
export const ListInvitations = PageQuery
export const CreateInvitation = z.strictObject({
  email: Email,
  role: MemberRole,
  isMailed: z
    .boolean()
    .default(true)
    .describe('Whether the person is sent the link, where this server sends mail.'),
})
export const CreatedInvitation = z
  .object({
    invitation: Invitation,
    token: z.string().describe('Shown once; give it to the person you invite.'),
    isMailed: z.boolean().describe('Whether the person is sent the link by mail, too.'),
  })
  .meta({ id: 'CreatedInvitation' })
export type CreatedInvitation = z.infer<typeof CreatedInvitation>
export const InvitationPage = pageOf(Invitation).meta({ id: 'InvitationPage' })
export const InvitationRef = z.strictObject({ invitationId: id('invitation') })

export const Register = z.strictObject({
  email: Email,
  password: Password,
  name: personName,
  tenant: z
    .string()
    .max(100)
    .optional()
    .describe('Slug or id; the only tenant of a fresh server when left out.'),
  role: z
    .string()
    .max(40)
    .optional()
    .describe('`end_user`; anything above needs an invitation that says so.'),
  invitationToken: z.string().max(200).optional(),
})
export const LogIn = z.strictObject({
  email: z
    .string()
    .trim()
    .toLowerCase()
    .min(1)
    .max(254)
    .describe('An e-mail address, or the bare name of an account that was made on the command line.'),
  password: z.string().min(1).max(200),
  tenant: z
    .string()
    .max(100)
    .optional()
    .describe('Slug or id; needed only when this address is known to several tenants.'),
})
export const Refresh = z.strictObject({ refreshToken: z.string().min(1).max(4_000) })
export const SignedIn = z
  .object({
    accessToken: z.string(),
    accessTokenExpiresAt: Instant,
    refreshToken: z
      .string()
      .describe(
        'Good for one refresh. Until its successor is used it may be shown again, for an answer that was lost; after that it ends the whole session.',
      ),
    refreshTokenExpiresAt: Instant,
    member: Member,
    tenant: Tenant,
  })
  .meta({ id: 'SignedIn' })
export type SignedIn = z.infer<typeof SignedIn>
/** One signing in on one device. */
export const Session = z
  .object({
    id: id('session'),
    userAgent: z.string().nullable().describe('What the device calls itself.'),
    address: z.string().nullable().describe('Where it was last used from.'),
    isCurrent: z.boolean().describe('Whether this call came with it.'),
    createdAt: Instant,
    lastSeenAt: Instant.nullable(),
  })
  .meta({ id: 'Session' })
export type Session = z.infer<typeof Session>
export const SessionPage = pageOf(Session).meta({ id: 'SessionPage' })
export const ListSessions = PageQuery
export const SessionRef = z.strictObject({ sessionId: id('session') })
export const SetUpOwner = z.strictObject({
  token: z.string().min(1).max(200).describe('From the one-time link that the first start prints.'),
  email: Email,
  password: Password,
  name: personName,
})
export const Me = z
  .object({
    actor: z.object({ kind: z.string(), id: z.uuid().nullable(), name: z.string() }),
    role: Role,
    permissions: z.array(z.string()),
    tenant: Tenant,
    member: Member.nullable(),
  })
  .meta({ id: 'Me' })
export type Me = z.infer<typeof Me>
export const ServerStatus = z
  .object({ needsOwner: z.boolean().describe('True until the first owner is set up.'), version: z.string() })
  .meta({ id: 'ServerStatus' })
export type ServerStatus = z.infer<typeof ServerStatus>

export const ApiKey = z
  .object({
    id: id('apiKey'),
    name: z.string(),
    scopes: z.array(z.string()),
    tail: z.string().describe('Its last four characters.'),
    lastUsedAt: Instant.nullable(),
    expiresAt: Instant.nullable(),
    createdAt: Instant,
  })
  .meta({ id: 'ApiKey' })
export type ApiKey = z.infer<typeof ApiKey>
export const ApiKeyPage = pageOf(ApiKey).meta({ id: 'ApiKeyPage' })
export const ListApiKeys = PageQuery
export const CreateApiKey = z.strictObject({
  name: personName,
  scopes: z
    .array(z.string().max(60))
    .min(1)
    .max(100)
    .describe('Permissions it holds, at most your own; `*` means all of yours.'),
  expiresInDays: z.int().min(1).max(3650).nullable().default(null),
})
export const CreatedApiKey = z
  .object({ apiKey: ApiKey, secret: z.string().describe('Shown once.') })
  .meta({ id: 'CreatedApiKey' })
export type CreatedApiKey = z.infer<typeof CreatedApiKey>
export const ApiKeyRef = z.strictObject({ apiKeyId: id('apiKey') })

export const SocketTicket = z
  .object({ ticket: z.string().describe('Opens one socket within 60 seconds.'), expiresAt: Instant })
  .meta({ id: 'SocketTicket' })
export type SocketTicket = z.infer<typeof SocketTicket>
