import { z } from 'zod'
import { MemberRole } from '#contract/shapes/people.ts'
import { conflict } from '#kernel/fault.ts'
import { step } from '#kernel/step.ts'
import { toMember } from './member.ts'
import { insertMember } from './member-store.ts'

const AddMember = z.strictObject({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  role: MemberRole,
  passwordHash: z.string(),
  isPlatformAdmin: z.boolean().default(false),
  isSuspended: z.boolean().default(false),
})

/** Stores a member. The caller has checked that they may become one. */
export const addMember = step(AddMember, async ({ tx, scope, emit }, member) => {
  const row = await insertMember(tx, scope.tenantId, member)
  if (!row) throw conflict('An account with this email already exists.')
  emit({
    type: 'member.registered',
    payload: { memberId: row.id, name: row.name, email: row.email, role: row.role },
  })
  return toMember(row)
})
