import { z } from 'zod'
import { InboxMemberList } from '#contract/shapes/inbox.ts'
import { findOperators } from '#features/people/index.ts'
import { query } from '#kernel/use-case.ts'
import { findAway } from './set-away.ts'
import { findPresent } from './presence-store.ts'

/** Lists the members who can answer people, with their presence. */
export const listInboxMembers = query({
  name: 'inbox.list-members',
  permission: 'inbox:read',
  input: z.strictObject({}),
  output: InboxMemberList,
  async run({ tx, scope }) {
    const [members, away, present] = await Promise.all([
      findOperators(tx),
      findAway(tx),
      findPresent(tx, scope),
    ])
    return {
      items: members.map(({ id, name }) => ({
        id,
        name,
        isOnline: present.has(id) && !away.has(id),
        isAway: away.has(id),
      })),
    }
  },
})
