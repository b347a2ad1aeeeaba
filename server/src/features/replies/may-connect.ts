import { z } from 'zod'
import { findMember, roleOf } from '#features/people/index.ts'
import { permissionsOf } from '#kernel/permissions.ts'
import { query } from '#kernel/use-case.ts'

/** Whether a member may connect a model, so that they are told how where none is connected. Part of `writeReply`. */
export const mayConnect = query({
  name: 'reply.may-connect',
  permission: 'internal',
  input: z.strictObject({ memberId: z.uuid() }),
  async run({ tx, scope }, { memberId }) {
    const member = await findMember(tx, scope.tenantId, memberId)
    return member !== null && permissionsOf(roleOf(member)).has('model:manage')
  },
})
