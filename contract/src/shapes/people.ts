import { z } from 'zod'
import { Instant, id } from '../ids.ts'
import { PageQuery, pageOf } from '../page.ts'
import { Plan } from './plan.ts'

/** Roles in a tenant, lowest first. Platform admin is not a role but a flag of a member. */
export const Role = z
  .enum(['visitor', 'end_user', 'operator', 'admin', 'owner'])
  .describe(
    'A role in the tenant, lowest first. `visitor` has no account; `end_user` uses agents; `operator` also answers people; `admin` manages the tenant; `owner` owns it.',
  )
export type Role = z.infer<typeof Role>
export const MemberRole = Role.exclude(['visitor']).describe(
  'A role in the tenant, lowest first. `end_user` uses agents; `operator` also answers people; `admin` manages the tenant; `owner` owns it.',
)
export type MemberRole = z.infer<typeof MemberRole>

export const Email = z
  .email()
  .max(254)
  .transform((email) => email.toLowerCase())
/** 8 to 200 characters, without composition rules; the server rejects common passwords. */
export const Password = z.string().min(8).max(200)
const personName = z.string().trim().min(1).max(100)

export const Member = z
  .object({
    id: id('member'),
    tenantId: id('tenant'),
    email: z.string(),
    name: z.string(),
    role: MemberRole,
    isPlatformAdmin: z.boolean().describe('Whether the member administers all tenants of the server.'),
    isSuspended: z.boolean().describe('Whether the member is suspended and cannot sign in.'),
    lastSeenAt: Instant.nullable().describe(
      'When the member was last active while signed in, to about a minute; null if never.',
    ),
    createdAt: Instant,
  })
  .meta({ id: 'Member' })
export type Member = z.infer<typeof Member>
export const MemberPage = pageOf(Member).meta({ id: 'MemberPage' })
export const ListMembers = PageQuery.extend({
  search: z.string().trim().max(200).optional().describe('Text to find in names and email addresses.'),
  role: MemberRole.optional(),
  state: z.enum(['active', 'suspended']).optional().describe('Only members in this state. Omitted: all.'),
})
export const ChangeMember = z.strictObject({
  memberId: id('member'),
  name: personName.optional(),
  role: MemberRole.optional(),
  isSuspended: z.boolean().optional().describe('True to suspend the member, false to lift the suspension.'),
})
/** Changes to the caller's own account. */
export const ChangeProfile = z.strictObject({ name: personName })
export const ChangePassword = z.strictObject({
  currentPassword: z.string().min(1).max(200).describe('The current password.'),
  newPassword: Password.describe('The new password.'),
})
export const ResetPassword = z.strictObject({
  memberId: id('member'),
  newPassword: Password.describe('The new password.'),
})
export const MemberRef = z.strictObject({ memberId: id('member') })

export const Tenant = z
  .object({
    id: id('tenant'),
    name: z.string(),
    slug: z.string().describe('The short name that identifies the tenant at sign-in, such as `acme`.'),
    description: z.string().describe('A description for members and platform admins.'),
    allowsRegistration: z
      .boolean()
      .describe(
        'Whether anyone may register as an end user and use the shared agents. If the server sends email, the address must be confirmed. Off by default.',
      ),
    createdAt: Instant,
  })
  .meta({ id: 'Tenant' })
export type Tenant = z.infer<typeof Tenant>

/** A tenant as platform admins see it. */
export const RunTenant = Tenant.extend({
  suspendedAt: Instant.nullable().describe(
    'When the tenant was suspended, which locks out all its members; null if it is not suspended.',
  ),
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
  .describe('The short name that identifies the tenant at sign-in, such as `acme`.')
export const CreateTenant = z.strictObject({
  name: personName,
  slug,
  description: z.string().trim().max(1_000).default(''),
  plan: Plan.optional().describe('The plan of the tenant. Omitted: no limits.'),
  owner: z
    .strictObject({ email: Email, name: personName, password: Password })
    .optional()
    .describe('The first owner. Omitted: the tenant has no members yet.'),
})
export const ChangeTenant = z.strictObject({
  name: personName.optional(),
  description: z.string().trim().max(1_000).optional(),
  allowsRegistration: Tenant.shape.allowsRegistration.optional(),
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
/** The invitation behind a link; only an `open` one can be accepted. */
export const OfferedInvitation = z
  .object({
    state: z
      .enum(['open', 'used', 'expired', 'withdrawn'])
      .describe('Only an `open` invitation can be accepted; `withdrawn`: it was revoked.'),
    email: z.string(),
    role: MemberRole,
    tenantName: z.string().describe('The name of the tenant that the invitation is for.'),
  })
  .meta({ id: 'OfferedInvitation' })
export type OfferedInvitation = z.infer<typeof OfferedInvitation>
export const ReadInvitation = z.strictObject({
  invitationToken: z.string().min(1).max(200).describe('The token of the invitation link.'),
})
export const ListInvitations = PageQuery
export const CreateInvitation = z.strictObject({
  email: Email,
  role: MemberRole,
  isMailed: z
    .boolean()
    .default(true)
    .describe('Whether to email the link to the person. Without effect if the server does not send email.'),
})
export const CreatedInvitation = z
  .object({
    invitation: Invitation,
    token: z
      .string()
      .describe('The token of the invitation link. Shown only once; pass it to the person you invite.'),
    isMailed: z.boolean().describe('Whether the link is also emailed to the person.'),
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
    .describe('Slug or id of the tenant. Optional on a server with a single tenant.'),
  role: z
    .string()
    .max(40)
    .optional()
    .describe('The role to register with. `end_user`; a higher role requires an invitation for that role.'),
  invitationToken: z
    .string()
    .max(200)
    .optional()
    .describe('The token of an invitation link, to accept the invitation.'),
})
export const LogIn = z.strictObject({
  email: z
    .string()
    .trim()
    .toLowerCase()
    .min(1)
    .max(254)
    .describe('An email address, or the user name of an account that was created on the command line.'),
  password: z.string().min(1).max(200),
  tenant: z
    .string()
    .max(100)
    .optional()
    .describe('Slug or id of the tenant. Required only if the email address belongs to several tenants.'),
})
export const Refresh = z.strictObject({
  refreshToken: z
    .string()
    .min(1)
    .max(4_000)
    .describe('The refresh token from signing in or from the last refresh.'),
})
export const SignedIn = z
  .object({
    accessToken: z.string().describe('The bearer token for API calls.'),
    accessTokenExpiresAt: Instant.describe('When the access token expires.'),
    refreshToken: z
      .string()
      .describe(
        'Valid for one refresh. It may be repeated until the next refresh token is used, in case the response was lost; using it after that ends the session.',
      ),
    refreshTokenExpiresAt: Instant.describe('When the refresh token expires.'),
    member: Member,
    tenant: Tenant,
  })
  .meta({ id: 'SignedIn' })
export type SignedIn = z.infer<typeof SignedIn>
/** One sign-in on one device. */
export const Session = z
  .object({
    id: id('session'),
    userAgent: z.string().nullable().describe('The User-Agent header of the device; null if it sent none.'),
    address: z.string().nullable().describe('The IP address that last used the session; null if unknown.'),
    isCurrent: z.boolean().describe('Whether this is the session of the current request.'),
    createdAt: Instant,
    lastSeenAt: Instant.nullable().describe('When the session was last used; null if never.'),
  })
  .meta({ id: 'Session' })
export type Session = z.infer<typeof Session>
export const SessionPage = pageOf(Session).meta({ id: 'SessionPage' })
export const ListSessions = PageQuery
export const SessionRef = z.strictObject({ sessionId: id('session') })
export const SetUpOwner = z.strictObject({
  token: z
    .string()
    .min(1)
    .max(200)
    .describe('The token from the one-time setup link that the server prints at its first start.'),
  email: Email,
  password: Password,
  name: personName,
})
export const Me = z
  .object({
    actor: z
      .object({ kind: z.string(), id: z.uuid().nullable(), name: z.string() })
      .describe('Who makes the call, such as a member or a visitor.'),
    role: Role,
    permissions: z.array(z.string()).describe('What the caller may do, such as `agent:write`.'),
    tenant: Tenant,
    member: Member.nullable().describe('The account of the caller; null if the caller is not a member.'),
  })
  .meta({ id: 'Me' })
export type Me = z.infer<typeof Me>
export const ServerStatus = z
  .object({
    needsOwner: z.boolean().describe('Whether the first owner still has to be set up.'),
    version: z.string().describe('The version of Parley.'),
  })
  .meta({ id: 'ServerStatus' })
export type ServerStatus = z.infer<typeof ServerStatus>

export const ApiKey = z
  .object({
    id: id('apiKey'),
    name: z.string(),
    scopes: z
      .array(z.string())
      .describe('The permissions of the key; `*` means all permissions of its owner.'),
    tail: z.string().describe('The last four characters of the secret.'),
    lastUsedAt: Instant.nullable().describe('When the key was last used; null if never.'),
    expiresAt: Instant.nullable().describe('When the key expires; null: never.'),
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
    .describe('The permissions of the key, at most your own; `*` means all of yours.'),
  expiresInDays: z
    .int()
    .min(1)
    .max(3650)
    .nullable()
    .default(null)
    .describe('Days until the key expires; null: never.'),
})
export const CreatedApiKey = z
  .object({ apiKey: ApiKey, secret: z.string().describe('The API key itself. Shown only once.') })
  .meta({ id: 'CreatedApiKey' })
export type CreatedApiKey = z.infer<typeof CreatedApiKey>
export const ApiKeyRef = z.strictObject({ apiKeyId: id('apiKey') })

export const SocketTicket = z
  .object({ ticket: z.string().describe('Opens one WebSocket within 60 seconds.'), expiresAt: Instant })
  .meta({ id: 'SocketTicket' })
export type SocketTicket = z.infer<typeof SocketTicket>
