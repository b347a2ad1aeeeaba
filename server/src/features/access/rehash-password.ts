import { step } from '#kernel/step.ts'
import { replacePassword } from '#features/people/index.ts'

/** Stores the same password's own hash in place of another system's, unless it was changed meanwhile. */
export const rehashPassword = step(
  async ({ tx }, { memberId, ...hashes }: { memberId: string; verifiedHash: string; passwordHash: string }) =>
    void (await replacePassword(tx, memberId, hashes)),
)
