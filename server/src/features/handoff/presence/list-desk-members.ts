import { z } from 'zod'
import { DeskMemberList } from '#contract/shapes/desk.ts'
import { findOperators } from '#features/people/index.ts'
import { query } from '#kernel/use-case.ts'
import { findAbsent } from './absence-store.ts'
import { findAttending } from './attendance-store.ts'

/** Lists who may answer people, and who of them is there. */
export const listDeskMembers = query({
  name: 'desk.list-members',
  permission: 'desk:read',
  input: z.strictObject({}),
  output: DeskMemberList,
  async run({ tx, scope }) {
    const [members, absent, present] = await Promise.all([
      findOperators(tx),
      findAbsent(tx),
      findAttending(tx, scope),
    ])
    return {
      items: members.map(({ id, name }) => ({
        id,
        name,
        isOnline: present.has(id) && !absent.has(id),
        isAway: absent.has(id),
      })),
    }
  },
})
