import { z } from 'zod'
import { announceEnd } from '#features/access/index.ts'
import { forbidden } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { removeVisitorSession } from '../visitor-sessions/visitor-session-store.ts'

/** Ends a browser's visitor session: the next person who uses it is a new visitor. */
export const leaveWidget = command({
  name: 'widget.leave',
  permission: 'widget:use',
  input: z.strictObject({}),
  output: z.null(),
  async run(context) {
    const { credentialId } = context.scope
    if (credentialId === null) throw forbidden()
    await removeVisitorSession(context.tx, credentialId)
    announceEnd(context, credentialId)
    return null
  },
})
