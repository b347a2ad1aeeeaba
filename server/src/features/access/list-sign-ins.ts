import { ListSignIns, SignInPage } from '#contract/shapes/people.ts'
import { pageFrom, readCursor } from '#kernel/cursor.ts'
import { actorId } from '#kernel/scope.ts'
import { query } from '#kernel/use-case.ts'
import { toSignIn } from './sign-in.ts'
import { listOpenSignIns } from './sign-in-store.ts'

/** Lists where one is signed in, the newest first. */
export const listSignIns = query({
  name: 'sign-in.list',
  permission: 'profile:write',
  input: ListSignIns,
  output: SignInPage,
  async run({ tx, scope }, { limit, after }) {
    const rows = await listOpenSignIns(tx, actorId(scope), limit + 1, readCursor(after))
    return pageFrom(
      rows,
      limit,
      (row) => toSignIn(row, scope),
      (row) => ({ at: row.created_at.toISOString(), id: row.id }),
    )
  },
})
