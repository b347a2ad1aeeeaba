import { z } from 'zod'
import { Member, MemberRole } from '#contract/shapes/people.ts'
import { conflict } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { toMember } from './member.ts'
import { insertMember } from './member-store.ts'

/** Stores a member. Whether they may become one was decided before. */
export const addMember = command({
  name: 'member.add',
  permission: 'internal',
  input: z.strictObject({
    id: z.uuid(),
    email: z.string(),
    name: z.string(),
    role: MemberRole,
    passwordHash: z.string(),
    isPlatformAdmin: z.boolean().default(false),
    isSuspended: z.boolean().default(false),
  }),
  output: Member,
  async run({ tx, scope, emit }, member) {
    const row = await insertMember(tx, scope.tenantId, member)
    if (!row) throw conflict('An account with this email already exists.')
    emit({
      type: 'member.registered',
      payload: { memberId: row.id, name: row.name, email: row.email, role: row.role },
    })
    return toMember(row)
  },
})
