import { makeMember, makeTenant, visit } from '#features/access/testing.ts'
import { createAgent } from '#features/agents/index.ts'
import { openConversation } from '#features/messages/index.ts'
import type { Scope } from '#kernel/scope.ts'
import { unfinished } from './rows.ts'
import type { Stage } from './stage.ts'
import { runAt } from './whereabouts.ts'

/** Who has to do with each other in every run, each as the scope that they enter with. */
export interface People {
  readonly tenantId: string
  /** Writes, and is answered by the agent. */
  readonly vera: Scope
  /** Takes conversations over. */
  readonly otto: Scope
  /** Opens a conversation of Vera's. */
  meet(): Promise<string>
}

export function makePeople(stage: Stage): Promise<People> {
  const [first = ''] = stage.processes.names
  const { life } = stage.processes.living(first)
  return runAt({ process: first, life, actor: 'setup' }, () => makeThemIn(first, stage))
}

async function makeThemIn(first: string, stage: Stage): Promise<People> {
  const { processes } = stage
  const { app } = processes.living(first)
  const { tenantId, system } = await makeTenant(app)
  const { scope: vera } = await makeMember(app, system, 'end_user')
  const { scope: otto } = await makeMember(app, system, 'operator')
  const { id: agentId } = await createAgent(system, { name: 'Ada' })
  await untilDone(stage, tenantId)
  return {
    tenantId,
    vera,
    otto,
    async meet() {
      const { app: now, life } = processes.living(first)
      const open = () => openConversation({ ...vera, ...visit(), app: now }, { agentId })
      return (await runAt({ process: first, life, actor: 'vera' }, open)).id
    },
  }
}

/** Lets a new tenant's first jobs be done, which are no part of any run. */
async function untilDone({ time, beside, realPause }: Stage, tenantId: string) {
  while ((await unfinished(beside, tenantId)).length > 0) {
    for (const timer of time.soon(1_000)) time.happen(timer)
    await realPause(10)
  }
}
