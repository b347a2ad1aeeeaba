import { z } from 'zod'
import { uuidv7 } from 'uuidv7'
import {
  CustomToolList,
  CustomToolRef,
  CreateCustomTool,
  NewCustomTool,
} from '#contract/shapes/custom-tool.ts'
import { query, command, flow } from '#kernel/use-case.ts'
import { invalidInput } from '#kernel/fault.ts'
import { storableText } from '#kernel/storable.ts'
import { newWebhookSecret } from '#platform/crypto/webhook-signature.ts'
import {
  listCustomToolRows,
  requireCustomTool,
  insertCustomTool,
  lockCustomTool,
  removeCustomTool,
} from './custom-tool-store.ts'
import {
  toCustomTool,
  type Offered,
  offeredBy,
  readDocument,
  refusePrivate,
  sealAuth,
  sealSecret,
} from './custom-tool.ts'

/** Lists custom tools with their operations. */
export const listCustomTools = query({
  name: 'custom-tool.list',
  permission: 'tool:manage',
  input: z.strictObject({}),
  output: CustomToolList,
  run: async ({ tx }) => ({ items: (await listCustomToolRows(tx)).map(toCustomTool) }),
})

/** A custom tool. Part of `tryCustomTool` and `changeCustomTool`. */
export const findCustomTool = query({
  name: 'custom-tool.find',
  permission: 'tool:manage',
  input: CustomToolRef,
  run: ({ tx }, { customToolId }) => requireCustomTool(tx, customToolId),
})

const TOOLS_MAX = 50

/** Creates a custom tool: one operation per OpenAPI operation, or a webhook. */
export const createCustomTool = flow({
  name: 'custom-tool.create',
  permission: 'tool:manage',
  input: CreateCustomTool,
  output: NewCustomTool,
  secret: true,
  async run({ scope }, given) {
    refusePrivate(scope, given.url)
    const isRead = given.kind === 'openapi' && given.document !== null
    return createNow(scope, {
      given,
      read: isRead ? await readDocument(given.document ?? '', scope.signal) : null,
    })
  },
})

/** Its transaction. */
const createNow = command({
  name: 'custom-tool.create-now',
  permission: 'tool:manage',
  input: z.strictObject({ given: CreateCustomTool, read: z.custom<Offered | null>() }),
  secret: true,
  async run({ tx, scope, emit }, { given: { kind, name, url, ...given }, read }): Promise<NewCustomTool> {
    const { operations, skipped, title } = offeredBy({ kind, name, read, ...given })
    if ((await listCustomToolRows(tx)).length >= TOOLS_MAX)
      throw invalidInput(`You can have at most ${TOOLS_MAX} custom tools.`)
    const id = uuidv7()
    const secret = kind === 'webhook' ? newWebhookSecret() : null
    const row = await insertCustomTool(tx, {
      tenant_id: scope.tenantId,
      id,
      kind,
      name,
      url,
      description: storableText(given.description) || title,
      operations: JSON.stringify(operations),
      skipped: JSON.stringify(skipped),
      ...sealAuth(scope, id, given.authHeader, given.authValue),
      sealed_secret: secret && sealSecret(scope, id, secret),
    })
    emit({ type: 'custom-tool.created', payload: { customToolId: id, name } })
    return { tool: toCustomTool(row), secret: secret?.reveal() ?? null }
  },
})

/** Deletes a custom tool. Agents that had it lose it. */
export const deleteCustomTool = command({
  name: 'custom-tool.delete',
  permission: 'tool:manage',
  input: CustomToolRef,
  output: z.null(),
  async run({ tx, emit }, { customToolId }) {
    const { name } = await lockCustomTool(tx, customToolId)
    await removeCustomTool(tx, customToolId)
    emit({ type: 'custom-tool.deleted', payload: { customToolId, name } })
    return null
  },
})
