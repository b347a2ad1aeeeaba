import { z } from 'zod'
import { announceEnd } from '#features/access/index.ts'
import { forbidden } from '#kernel/fault.ts'
import { command } from '#kernel/use-case.ts'
import { removePass } from '../passes/pass-store.ts'

/** Ends a browser's pass: whoever uses it next is somebody new. */
export const leaveWidget = command({
  name: 'widget.leave',
  permission: 'widget:use',
  input: z.strictObject({}),
  output: z.null(),
  async run(context) {
    const { credentialId } = context.scope
    if (credentialId === null) throw forbidden()
    await removePass(context.tx, credentialId)
    announceEnd(context, credentialId)
    return null
  },
})
