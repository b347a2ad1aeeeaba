import { z } from 'zod'
import { keepNumbers } from '#features/external-ids/index.ts'
import { setPreferences } from '#features/proactive/index.ts'
import { step } from '#kernel/step.ts'
import {
  type Destination,
  findTaken,
  numberIn,
  objectIn,
  oldKind,
  once,
  required,
  type Taken,
  Unfit,
} from '../../moving-in/moving-in.ts'
import { moveInAs } from '../../kit/elevate-scope.ts'
import { proactiveIn } from '../proactive.ts'
import { INSTRUCTIONS_MAX, makeOwnAgent } from '../keep-agents.ts'
import { DIALECT } from '../numbers.ts'
import { holdOwn, keepOwn, readAgents } from '../own-agents.ts'
import { requireOwner } from './owners.ts'

const facts = z.record(z.string(), z.json())
const OldAgent = z.strictObject({
  number: z.int(),
  memberId: z.uuid(),
  name: z.string().min(1).max(100),
  parameters: facts,
  timings: facts.nullable(),
})

const takeAgent = step(
  OldAgent,
  (context, { number, memberId, ...wanted }): Promise<Taken> =>
    once(context, { dialect: DIALECT, kind: 'agent', oldId: String(number) }, async () => {
      const own = await holdOwn(context, memberId)
      const agents = await readAgents(context, own)
      const same = agents.find(({ agent }) => agent.name === wanted.name)
      const { parameters, remarks } = withinLimits(wanted.parameters)
      const one = same ?? (await makeOwnAgent(context, memberId, { ...wanted, parameters }))
      const said = Object.fromEntries([...agents, one].map((each) => [each.agent.id, each.said]))
      await keepOwn(context, memberId, { ...own, said })
      const id = one.agent.id
      const [other] = await keepNumbers.within(context, {
        dialect: DIALECT,
        kind: 'agent',
        numbers: [{ number, id }],
      })
      return {
        id,
        remarks: [
          ...remarks,
          ...(same ? ['Its owner has an agent of this name here, which takes its place.'] : []),
          ...(other === undefined ? [] : ['Its number is that of another agent here: it gets a new one.']),
        ],
      }
    }),
)

function withinLimits(parameters: Record<string, unknown>) {
  const { personality_prompt: prompt, ...others } = parameters
  if (typeof prompt !== 'string') return { parameters: others, remarks: [] }
  if (prompt.length <= INSTRUCTIONS_MAX) return { parameters, remarks: [] }
  const personality_prompt = prompt.slice(0, INSTRUCTIONS_MAX).toWellFormed()
  const remark = `Its personality is longer than ${INSTRUCTIONS_MAX} characters: the end is cut.`
  return { parameters: { ...others, personality_prompt }, remarks: [remark] }
}

interface ReadAgent extends Omit<z.input<typeof OldAgent>, 'memberId'> {
  readonly userId: string | null
}

/** Agents: each belongs to its creator. */
export const agents = oldKind<ReadAgent>({
  kind: 'agents',
  ledger: 'agent',
  table: 'agent_agentconfiguration',
  read: (row, staging) => {
    const userId = row.user_id ?? null
    if (userId !== null && !staging.rowWith('auth_user', 'id', userId))
      throw new Unfit(`Its user ${userId} is nowhere.`)
    return {
      number: numberIn(row, 'id'),
      userId,
      name: required(row, 'name').slice(0, 100),
      parameters: objectIn(row, 'parameters') as ReadAgent['parameters'],
      timings: row.timings ? (objectIn(row, 'timings') as ReadAgent['timings']) : null,
    }
  },
  take: async (to: Destination, { userId, ...agent }) => {
    const owner = await requireOwner(to, userId)
    const taken = await takeAgent(to.scope, { ...agent, memberId: owner.id })
    const agentId = await findTaken(to.scope, {
      dialect: DIALECT,
      kind: 'agent',
      oldId: String(agent.number),
    })
    const { speaksFirst } = proactiveIn(agent, to.scope.app.settings.quietMinutes)
    if (taken.isNew && speaksFirst && agentId !== null)
      await setPreferences(moveInAs(to.scope, owner), { agents: [{ agentId, agrees: true }] })
    return taken
  },
})
