import { uuidv7 } from 'uuidv7'
import { CreateCustomTool, NewCustomTool } from '#contract/shapes/custom-tool.ts'
import { newWebhookSecret } from '#platform/crypto/webhook-signature.ts'
import { invalidInput } from '#kernel/fault.ts'
import { storableText } from '#kernel/storable.ts'
import { command } from '#kernel/use-case.ts'
import { listCustomToolRows, insertCustomTool } from './custom-tool-store.ts'
import { offeredBy, refusePrivate, sealAuth, sealSecret, toCustomTool } from './custom-tool.ts'

const TOOLS_MAX = 50

/** Lets agents be given what a service of one's own does: one tool for each operation of its document, or one by webhook. */
export const createCustomTool = command({
  name: 'custom-tool.create',
  permission: 'tool:manage',
  input: CreateCustomTool,
  output: NewCustomTool,
  secret: true,
  async run({ tx, scope, emit }, { kind, name, url, ...given }) {
    refusePrivate(scope, url)
    const { operations, skipped, title } = await offeredBy({ kind, name, ...given }, scope.signal)
    if ((await listCustomToolRows(tx)).length >= TOOLS_MAX)
      throw invalidInput(`There are ${TOOLS_MAX} tools of your own already.`)
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
