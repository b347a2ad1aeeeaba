import { InvitationPage, ListInvitations } from '#contract/shapes/people.ts'
import { pageFrom, readCursor } from '#kernel/cursor.ts'
import { query } from '#kernel/use-case.ts'
import { toInvitation } from './invitation.ts'
import { listOpenInvitations } from './invitation-store.ts'

/** Lists the invitations that can still be used, the newest first. */
export const listInvitations = query({
  name: 'invitation.list',
  permission: 'member:manage',
  input: ListInvitations,
  output: InvitationPage,
  async run({ tx }, { limit, after }) {
    const rows = await listOpenInvitations(tx, limit + 1, readCursor(after))
    return pageFrom(rows, limit, toInvitation, (row) => ({ at: row.created_at.toISOString(), id: row.id }))
  },
})
