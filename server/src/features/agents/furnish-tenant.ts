import { z } from 'zod'
import { createSource, listSources } from '#features/knowledge/index.ts'
import { tenantFurnish } from '#features/tenants/index.ts'
import { jobHandler } from '#kernel/jobs.ts'
import { command, flow } from '#kernel/use-case.ts'
import { createAgent } from './create-agent.ts'
import { placeGuide } from './guide/place-guide.ts'

const INSTRUCTIONS =
  'You are a friendly, helpful assistant. Be brief. When the documents answer a question, keep to them.'

/** Gives a new tenant an agent, a place for its documents and a guide who knows Parley, so that the first question can be asked at once. */
export const furnishTenant = flow({
  name: 'tenant.furnish',
  permission: 'internal',
  input: z.strictObject({}),
  run: ({ scope }) => placeFirstThings(scope, {}),
})

/** The things themselves, all or none; a tenant that has sources is left as it is. */
const placeFirstThings = command({
  name: 'tenant.place-first-things',
  permission: 'internal',
  input: z.strictObject({}),
  async run(context) {
    const { items } = await listSources.within(context, { limit: 1 })
    if (items.length > 0) return
    const source = await createSource.within(context, {
      name: 'Documents',
      description: 'What the assistant may rely on.',
    })
    await createAgent.within(context, {
      name: 'Assistant',
      instructions: INSTRUCTIONS,
      sourceIds: [source.id],
      tools: ['current_time'],
    })
    await placeGuide(context)
  },
})

export const jobHandlers = [jobHandler(tenantFurnish, { flow: furnishTenant, concurrency: 2 })]
