import { randomUUID } from 'node:crypto'
import type { MemberRole } from '#contract/shapes/people.ts'
import { findHomeTenant } from '#dialects/kit/home-tenant.ts'
import { createMember, systemScope } from '#features/access/index.ts'
import type { Application } from '#kernel/application.ts'
import { Fault } from '#kernel/fault.ts'

/** As the older systems' documents name them. */
const accounts: readonly { name: string; password: string; role: MemberRole }[] = [
  { name: 'admin@chatapi.com', password: 'admin123456', role: 'admin' },
  { name: 'agent@chatapi.com', password: 'agent123456', role: 'operator' },
  { name: 'admin@example.com', password: 'admin123456', role: 'admin' },
]

/** Creates missing demo accounts. */
export async function makeDemoAccounts(app: Application): Promise<void> {
  const visit = { requestId: randomUUID(), signal: new AbortController().signal }
  const scope = systemScope(app, await findHomeTenant(app, visit), visit)
  for (const account of accounts)
    try {
      await createMember(scope, { ...account, allowsWeakPassword: true })
    } catch (error) {
      if (!(error instanceof Fault && error.code === 'conflict')) throw error
    }
}

/** Warns whoever started it that the demo is open to anyone. */
export function warnOfDemo(): void {
  const lines = accounts.map(({ name, password, role }) => `  ${name} / ${password} (${role})`)
  console.log(
    `\nWARNING: PARLEY_DEMO=1. These passwords are public; do not keep anything important here.\n${lines.join('\n')}\n`,
  )
}
