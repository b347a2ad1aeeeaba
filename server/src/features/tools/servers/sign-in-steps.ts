import { uuidv7 } from 'uuidv7'
import { scheduleJob } from '#kernel/scheduled-jobs.ts'
import { step } from '#kernel/step.ts'
import type { BegunSignIn, ToolGrant } from '#kernel/tool-sign-ins.ts'
import { seal, unseal } from './credential.ts'
import { storeCredential } from './credential-store.ts'
import { announceServer } from './server-topic.ts'
import { lockServer } from './server-store.ts'
import { digestOf, insertSignIn, takeSignIn } from './sign-in-store.ts'
import { toolServerSync } from '../job-kinds.ts'

const BACK_WITHIN_MS = 600_000

/** Stores what is needed when the member returns. Part of `beginToolSignIn`. */
export const keepBegun = step(
  async (
    { tx, scope },
    {
      toolServerId,
      memberId,
      state,
      begun,
    }: { toolServerId: string; memberId: string; state: string; begun: BegunSignIn },
  ): Promise<void> => {
    const now = scope.app.now()
    const id = uuidv7()
    await insertSignIn(
      tx,
      {
        tenant_id: scope.tenantId,
        id,
        server_id: toolServerId,
        member_id: memberId,
        state_digest: digestOf(state),
        sealed: seal(scope, { serverId: toolServerId, holderId: id }, begun),
        expires_at: new Date(now.getTime() + BACK_WITHIN_MS),
      },
      now,
    )
  },
)

/** Removes and returns the stored state, once and only for the member who started it. Part of `finishToolSignIn`. */
export const takeBegun = step(
  async ({ tx, scope }, { memberId, state }: { memberId: string; state: string }) => {
    const row = await takeSignIn(tx, state, memberId, scope.app.now())
    if (!row) return null
    const place = { serverId: row.server_id, holderId: row.id }
    return { toolServerId: row.server_id, begun: unseal<BegunSignIn>(scope, place, row.sealed) }
  },
)

/** Keeps a sign-in that was granted. Part of `finishToolSignIn`. */
export const keepGrant = step(
  async (
    context,
    { toolServerId, holderId, grant }: { toolServerId: string; holderId: string; grant: ToolGrant },
  ): Promise<void> => {
    const { tx, scope, emit } = context
    const server = await lockServer(tx, toolServerId)
    const place = { serverId: toolServerId, holderId }
    await storeCredential(tx, {
      tenantId: scope.tenantId,
      ...place,
      sealed: seal(scope, place, grant),
      expiresAt: grant.expiresAt === null ? null : new Date(grant.expiresAt),
    })
    announceServer(context, toolServerId)
    if (!server.is_personal)
      scheduleJob(context, toolServerSync, toolServerId, { toolServerId }, scope.app.now())
    emit({ type: 'tool-server.signed-in', payload: { toolServerId, name: server.name } })
  },
)
