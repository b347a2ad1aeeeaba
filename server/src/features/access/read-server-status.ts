import { z } from 'zod'
import { ServerStatus } from '#contract/shapes/people.ts'
import { hasOwner } from '#features/people/index.ts'
import { flow } from '#kernel/use-case.ts'

/** Shows whether the server waits for its first owner, and its version. */
export const readServerStatus = flow({
  name: 'server-status.read',
  permission: 'public',
  input: z.strictObject({}),
  output: ServerStatus,
  async run({ scope: { app } }): Promise<ServerStatus> {
    const needsOwner = !(await app.database.system((tx) => hasOwner(tx)))
    return { needsOwner, version: app.settings.version }
  },
})
