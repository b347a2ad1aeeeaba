import { ApiKeyRef } from '#contract/shapes/people.ts'
import { notFound } from '#kernel/fault.ts'
import { actorId } from '#kernel/scope.ts'
import { command } from '#kernel/use-case.ts'
import { revokeApiKeys } from './api-key-store.ts'
import { announceEnd } from './credential-topic.ts'

/** Ends one of one's own keys, and at once what is open through it. */
export const revokeApiKey = command({
  name: 'api-key.revoke',
  permission: 'api-key:manage',
  input: ApiKeyRef,
  async run(context, { apiKeyId }) {
    const memberId = actorId(context.scope)
    const revoked = await revokeApiKeys(context.tx, memberId, apiKeyId)
    const [key] = revoked
    if (!key) throw notFound('API key')
    announceEnd(context, apiKeyId)
    context.emit({ type: 'api-key.revoked', payload: { apiKeyId, memberId, tail: key.tail } })
  },
})
