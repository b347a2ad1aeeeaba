import { z } from 'zod'
import { findMember } from '#features/people/index.ts'
import { query } from '#kernel/use-case.ts'

/** What a member is called; null for one who is no longer here. */
export const readMemberName = query({
  name: 'member.read-name',
  permission: 'internal',
  input: z.strictObject({ memberId: z.uuid() }),
  output: z.string().nullable(),
  run: async ({ tx, scope }, { memberId }) => (await findMember(tx, scope.tenantId, memberId))?.name ?? null,
})
