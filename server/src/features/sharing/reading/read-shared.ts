import { ReadShared, SharedConversation } from '#contract/shapes/share.ts'
import { flow } from '#kernel/use-case.ts'
import { enterShared } from './find-shared.ts'
import { toShared } from './shared-message.ts'

/** Reads a conversation that was shared by a link, as it was at that moment. */
export const readShared = flow({
  name: 'shared-conversation.read',
  permission: 'public',
  input: ReadShared,
  output: SharedConversation,
  async run({ scope }, { token }): Promise<SharedConversation> {
    const { share, messages } = await enterShared(scope, token)
    return {
      title: share.title,
      sharedAt: share.updated_at.toISOString(),
      expiresAt: share.expires_at?.toISOString() ?? null,
      messages: messages.flatMap((message) => toShared(message) ?? []),
    }
  },
})
