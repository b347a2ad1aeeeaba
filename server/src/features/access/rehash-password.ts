import { z } from 'zod'
import { replacePassword } from '#features/people/index.ts'
import { command } from '#kernel/use-case.ts'

/** Stores the same password's own hash in place of another system's, unless it was changed meanwhile. */
export const rehashPassword = command({
  name: 'password.rehash',
  permission: 'internal',
  input: z.strictObject({ memberId: z.uuid(), verifiedHash: z.string(), passwordHash: z.string() }),
  run: async ({ tx }, { memberId, ...hashes }) => void (await replacePassword(tx, memberId, hashes)),
})
