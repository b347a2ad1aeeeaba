import type { FastifyRequest } from 'fastify'
import type { Member } from '#contract/shapes/people.ts'
import { openScope, readMe, type Visit } from '#features/access/index.ts'
import type { Application } from '#kernel/application.ts'
import type { Scope } from '#kernel/scope.ts'
import { openDialectScope } from '../kit/elevate-scope.ts'
import { bearerToken } from '../kit/visit.ts'
import { inQuery } from './accept.ts'
import { notesOf } from './numbers.ts'
import { needsSignIn, notAllowed } from './refusal.ts'
import { reaches, type Role, toRole } from './roles.ts'

/** A member, with the data stored about objects in their tenant. */
export interface Caller {
  readonly scope: Scope
  readonly dialectScope: Scope
  readonly member: Member
  readonly role: Role
  readonly notes: Record<string, unknown>
}

const neverEnds = new AbortController().signal

export const visitOf = (request: FastifyRequest, signal: AbortSignal = neverEnds): Visit => ({
  requestId: request.id,
  signal,
  address: request.ip,
  userAgent: request.headers['user-agent'],
})

export const tokenOf = ({ headers }: FastifyRequest): string | null => bearerToken(headers)

/** URLs are logged on the way, so a token in one is refused. Throws a refusal. */
export function refuseTokenInAddress(request: FastifyRequest): void {
  if (inQuery(request, 'token') !== undefined) throw needsSignIn('请在 Authorization 请求头中发送令牌')
}

/** The member of a token. Throws Fault `unauthenticated`, and a refusal if it is not a member's. */
export async function callerOf(app: Application, token: string, visit: Visit): Promise<Caller> {
  const scope = await openScope(app, { token }, visit)
  const { member } = await readMe(scope, {})
  if (!member) throw notAllowed()
  const dialectScope = openDialectScope(scope)
  const notes = (await notesOf(dialectScope, 'user-notes', [member.id]))(member.id)
  return { scope, dialectScope, member, notes, role: toRole(member, notes) }
}

export async function enterCaller(app: Application, request: FastifyRequest): Promise<Caller> {
  const token = tokenOf(request)
  if (token === null) throw needsSignIn()
  return callerOf(app, token, visitOf(request))
}

/** The same for somebody of that role or above. */
export async function enterAs(app: Application, request: FastifyRequest, least: Role): Promise<Caller> {
  const caller = await enterCaller(app, request)
  if (!reaches(caller.role, least)) throw notAllowed()
  return caller
}
