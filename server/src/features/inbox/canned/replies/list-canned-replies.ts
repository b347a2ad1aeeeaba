import { CannedReplyPage, ListCannedReplies } from '#contract/shapes/canned.ts'
import { query } from '#kernel/use-case.ts'
import { cannedReplies, toCannedReply } from './canned-reply-store.ts'

/** Lists the canned replies by name, all of them or those in which words stand. */
export const listCannedReplies = query({
  name: 'canned-reply.list',
  permission: 'inbox:read',
  input: ListCannedReplies,
  output: CannedReplyPage,
  run: ({ tx, scope }, asked) => cannedReplies.page(tx, scope, asked, toCannedReply),
})
