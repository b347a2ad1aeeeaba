import { ToolServerRef } from '#contract/shapes/tool-server.ts'
import { Fault } from '#kernel/fault.ts'
import { flow } from '#kernel/use-case.ts'
import { lookAtServer } from './look-at-server.ts'
import { lookUpServer } from './look-up-server.ts'

/** Looks at a server when that is due. */
export const syncWhenDue = flow({
  name: 'tool-server.sync-when-due',
  permission: 'internal',
  input: ToolServerRef,
  async run({ scope, ports }, ref): Promise<void> {
    const server = await lookUpServer(scope, ref).catch((error: unknown) => {
      if (error instanceof Fault && error.code === 'not_found') return null
      throw error
    })
    if (server && !server.suspended_at && !server.is_personal) await lookAtServer(scope, ports, server)
  },
})
