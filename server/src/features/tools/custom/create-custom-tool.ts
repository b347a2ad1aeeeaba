import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { CreateCustomTool, NewCustomTool } from '#contract/shapes/custom-tool.ts'
import { newWebhookSecret } from '#platform/crypto/webhook-signature.ts'
import { invalidInput } from '#kernel/fault.ts'
import { storableText } from '#kernel/storable.ts'
import { command, flow } from '#kernel/use-case.ts'
import { listCustomToolRows, insertCustomTool } from './custom-tool-store.ts'
import {
  type Offered,
  offeredBy,
  readDocument,
  refusePrivate,
  sealAuth,
  sealSecret,
  toCustomTool,
} from './custom-tool.ts'

const TOOLS_MAX = 50

/** Lets agents be given what a service of one's own does: one tool for each operation of its document, or one by webhook. */
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

/** The transaction of it. */
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
